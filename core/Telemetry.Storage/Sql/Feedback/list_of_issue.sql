-- FeedbackReader: what was written about the events of one issue. Begins with the feedback, which is little, and asks the ids' table of which issue its events are: an issue may have a million.
SELECT
    {include Feedback.columns}
FROM user_feedback FINAL
WHERE ProjectId = {project:UInt32}
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64})
    AND (Timestamp, FeedbackId) < (fromUnixTimestamp64Nano({before:Int64}), {beforeId:String})
    AND EventId IN (
        SELECT CrashId
        FROM crash_ids
        WHERE ProjectId = {project:UInt32}
            AND CrashId IN (SELECT EventId FROM user_feedback WHERE ProjectId = {project:UInt32} AND EventId != '')
            AND GroupingHash IN {hashes:Array(UInt64)}
    )
ORDER BY
    Timestamp DESC,
    FeedbackId DESC
LIMIT {limit:UInt32}
