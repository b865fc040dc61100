namespace Telemetry.Model.Attachments;

/// <summary>What a frame of the attachment lane holds: the first byte of its payload. The numbers are on disk: never reuse one.</summary>
public enum AttachmentEncoding : byte
{
    /// <summary>
    /// Four bytes, little-endian: the length of what follows, <c>{"event_id":"32 hex digits","name":"…","content_type":"…","kind":"…"}</c>, UTF-8 JSON of which all but the id may be
    /// empty; then the attachment's own bytes, as they came.
    /// </summary>
    Named = 1,
}
