-- RecentCrashReader: the crashes that lie at some places, whole.
SELECT
    CrashId,
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
    toUnixTimestamp64Nano(ReceivedAt) AS ReceivedNanoseconds,
    GroupingVersion,
    GroupingHash,
    Document
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND (GroupingHash, Timestamp) IN
    (
        SELECT
            Place.1,
            fromUnixTimestamp64Nano(Place.2, 'UTC')
        FROM (SELECT arrayJoin(arrayZip({hashes:Array(UInt64)}, {times:Array(Int64)})) AS Place)
    )
ORDER BY Timestamp DESC
LIMIT {limit:UInt32}
