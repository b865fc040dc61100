namespace Telemetry.Model.Sessions;

/// <summary>What a frame of the session lane holds: the first byte of its payload. The numbers are on disk: never reuse one.</summary>
public enum SessionEncoding : byte
{
    /// <summary><c>{"header":{"id":"32 hex digits","sent_at":"…"},"session":{…}}</c>: one session as Sentry's SDKs send it; UTF-8 JSON. <c>id</c> is the door's, unique to the item.</summary>
    SentrySession = 1,

    /// <summary>The same with <c>"sessions"</c>: sums, one item for each of its <c>aggregates</c>.</summary>
    SentrySessions = 2,

    /// <summary>
    /// An <c>ExportLogsServiceRequest</c> of the log records that are sessions: those with the event name <c>telemetry.session</c>, or that attribute <c>event.name</c>
    /// (docs/session-format.md). The frame counts one item a record.
    /// </summary>
    OtlpLogs = 3,
}
