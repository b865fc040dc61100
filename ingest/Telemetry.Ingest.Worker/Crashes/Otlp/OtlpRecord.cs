using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>A log record or span event that carries an exception, without what it is wrapped in.</summary>
/// <param name="Id">Made of its bytes.</param>
/// <param name="Attributes">Its own.</param>
/// <param name="TimeUnixNanoseconds">0: not said.</param>
/// <param name="SeverityNumber">0: not said.</param>
/// <param name="TraceId">Bytes; empty when absent.</param>
/// <param name="SpanId">Bytes; empty when absent.</param>
internal sealed record OtlpRecord(CrashId Id, OtlpAttributes Attributes, ulong TimeUnixNanoseconds, int SeverityNumber, byte[] TraceId, byte[] SpanId)
{
    /// <summary>The text beside the exception: a log's body.</summary>
    public string? Body { get; init; }

    /// <summary>The name of the span around it.</summary>
    public string? SpanName { get; init; }

    /// <summary>Whether it says anything about an exception.</summary>
    public bool HasException => Attributes.HasAny("exception.type", "exception.message", "exception.stacktrace");
}
