-- AttachmentReader: what is attached to one event, which is the sort key. The contents are not read.
SELECT
    AttachmentId,
    toUnixTimestamp64Nano(ReceivedAt) AS ReceivedNanoseconds,
    Name,
    ContentType,
    Kind,
    Size
FROM attachments FINAL
WHERE ProjectId = {project:UInt32}
    AND EventId = {event:String}
ORDER BY
    Name,
    AttachmentId
LIMIT {limit:UInt32}
