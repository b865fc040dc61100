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
}
