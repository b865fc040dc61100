-- RecentCrashReader: where a project's newest crashes lie. Reads two narrow columns of the days asked for.
SELECT
    GroupingHash,
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}, 'UTC')
    AND Timestamp < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
ORDER BY Timestamp DESC
LIMIT {limit:UInt32}
