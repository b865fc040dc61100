-- FeedbackReader: what was written to a project; only what is about no event, which lies together in the sort key, or all of it.
SELECT
    {include Feedback.columns}
FROM user_feedback FINAL
WHERE ProjectId = {project:UInt32}
    AND ({withoutEvent:UInt8} = 0 OR EventId = '')
    AND Timestamp >= fromUnixTimestamp64Nano({from:Int64})
    AND (Timestamp, FeedbackId) < (fromUnixTimestamp64Nano({before:Int64}), {beforeId:String})
ORDER BY
    Timestamp DESC,
    FeedbackId DESC
LIMIT {limit:UInt32}
