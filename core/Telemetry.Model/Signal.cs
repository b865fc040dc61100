namespace Telemetry.Model;

/// <summary>What kind of item something is. The numbers are on disk and on the wire: never reuse one.</summary>
public enum Signal : byte
{
    /// <summary>OTLP log records.</summary>
    Logs = 1,

    /// <summary>OTLP spans.</summary>
    Spans = 2,

    /// <summary>OTLP metric data points.</summary>
    Metrics = 3,

    /// <summary>Crash reports, feedback on them included.</summary>
    Crashes = 4,

    /// <summary>Sessions of an application, one by one or as sums.</summary>
    Sessions = 5,

    /// <summary>Items of kinds that have no line of their own: check-ins, profiles, replays, and what nobody knows. Counted, never stored.</summary>
    Others = 6,

    /// <summary>Files that a client attached to a crash.</summary>
    Attachments = 7,
}
