-- CrashReader: one crash by its id; the ids' table says where it lies.
SELECT
    CrashId,
    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
    toUnixTimestamp64Nano(ReceivedAt) AS ReceivedNanoseconds,
    GroupingVersion,
    GroupingHash,
    Document
FROM crashes
WHERE ProjectId = {project:UInt32}
    AND (GroupingHash, Timestamp) IN (SELECT GroupingHash, Timestamp FROM crash_ids WHERE ProjectId = {project:UInt32} AND CrashId = {crash:String})
    AND CrashId = {crash:String}
LIMIT 1
