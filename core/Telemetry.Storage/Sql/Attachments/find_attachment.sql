-- AttachmentReader: the content of one attachment. As base64, since the driver makes text of a String and bytes are none.
SELECT
    Name,
    base64Encode(Content) AS Encoded
FROM attachments FINAL
WHERE ProjectId = {project:UInt32}
    AND EventId = {event:String}
    AND AttachmentId = {attachment:String}
LIMIT 1
