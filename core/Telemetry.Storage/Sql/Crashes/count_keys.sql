-- CrashCounts: crashes of some keys, received since.
SELECT
    count() AS Events,
    uniqExactIf(Affected, Affected != 0) AS People
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)}
    AND GroupingVersion IN {versions:Array(UInt64)}
    AND ReceivedAt >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
