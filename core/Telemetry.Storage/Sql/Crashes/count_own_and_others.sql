-- CrashFactReader: how many crashes an issue and all others of its releases had in each hour, newest first.
SELECT
    toUnixTimestamp(Hour) AS Starts,
    sumIf(Events, GroupingHash IN {hashes:Array(UInt64)}) AS Own,
    sumIf(Events, GroupingHash NOT IN {hashes:Array(UInt64)}) AS Others
FROM crash_counts
WHERE ProjectId = {project:UInt32}
    AND Hour >= toDateTime({from:UInt32}, 'UTC')
    AND Hour < toDateTime({to:UInt32}, 'UTC')
    AND Release IN {releases:Array(String)}
GROUP BY Starts
ORDER BY Starts DESC
