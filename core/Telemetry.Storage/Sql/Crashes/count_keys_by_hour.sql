-- CrashCounts: crashes of some keys in each hour from a time on, by the time they were received. Hours without any are not in the answer.
SELECT
    intDiv(toUnixTimestamp64Milli(ReceivedAt) - {from:Int64}, 3600000) AS HourNumber,
    count() AS Events
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND GroupingHash IN {hashes:Array(UInt64)}
    AND GroupingVersion IN {versions:Array(UInt64)}
    AND ReceivedAt >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
    AND ReceivedAt < fromUnixTimestamp64Milli({from:Int64} + toInt64({hours:UInt32}) * 3600000, 'UTC')
GROUP BY HourNumber
ORDER BY HourNumber
