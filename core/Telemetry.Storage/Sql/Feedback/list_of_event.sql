-- FeedbackReader: what was written about one event, which is the sort key.
SELECT
    {include Feedback.columns}
FROM user_feedback FINAL
WHERE ProjectId = {project:UInt32}
    AND EventId = {event:String}
ORDER BY
    Timestamp DESC,
    FeedbackId DESC
LIMIT {limit:UInt32}
