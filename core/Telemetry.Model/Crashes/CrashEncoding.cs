namespace Telemetry.Model.Crashes;

/// <summary>
/// What a frame of the crash lane holds: the first byte of its payload. The numbers are on disk: never reuse one.
/// JSON is valid UTF-8 of an object whose parts are valid JSON, at most 256 deep. The door has
/// replaced what is no text (broken UTF-8, escapes of half a surrogate pair) by U+FFFD; a key that comes twice is left as it came.
/// </summary>
public enum CrashEncoding : byte
{
    /// <summary>
    /// An <c>ExportLogsServiceRequest</c> of the log records that are crashes: those with an attribute <c>exception.type</c> or <c>exception.message</c>, or the event name
    /// <c>telemetry.crash</c>. The frame counts one item a record.
    /// </summary>
    OtlpLogs = 1,

    /// <summary>An <c>ExportTraceServiceRequest</c> of the spans with an event named <c>exception</c>. The frame counts one item for each such event.</summary>
    OtlpSpans = 2,

    /// <summary>
    /// <c>{"header":{"event_id":"32 hex digits","sent_at":"…","sdk":{…}},"event":{…}}</c>, one item. <c>event_id</c> is always there and is the one that counts; <c>sent_at</c>
    /// and <c>sdk</c> are there when the envelope had them.
    /// </summary>
    SentryEvent = 3,

    /// <summary>
    /// The same with <c>"feedback"</c>, and <c>"item_type"</c> in the header: <c>feedback</c> (an event with <c>contexts.feedback</c>) or <c>user_report</c>
    /// (<c>event_id</c> of the event it is about, <c>name</c>, <c>email</c>, <c>comments</c>).
    /// </summary>
    SentryFeedback = 4,
}
