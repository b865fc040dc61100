-- FeedbackReader: how much was written about the issues of a page of their list. Begins with the feedback, as list_of_issue does; an event that came twice counts once.
SELECT
    GroupingHash,
    sum(Entries) AS Written
FROM (
    SELECT
        EventId,
        uniqExact(FeedbackId) AS Entries
    FROM user_feedback
    WHERE ProjectId = {project:UInt32}
        AND EventId != ''
        AND Timestamp >= fromUnixTimestamp64Nano({from:Int64})
        AND Timestamp < fromUnixTimestamp64Nano({before:Int64})
    GROUP BY EventId
) AS written
INNER JOIN (
    SELECT DISTINCT
        CrashId,
        GroupingHash
    FROM crash_ids
    WHERE ProjectId = {project:UInt32}
        AND CrashId IN (SELECT EventId FROM user_feedback WHERE ProjectId = {project:UInt32} AND EventId != '')
        AND GroupingHash IN {hashes:Array(UInt64)}
) AS ids ON ids.CrashId = written.EventId
GROUP BY GroupingHash
LIMIT {limit:UInt32}
