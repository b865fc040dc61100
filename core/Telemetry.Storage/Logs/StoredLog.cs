using Telemetry.Model.Times;

namespace Telemetry.Storage.Logs;

/// <summary>A log record as it is stored. Texts are empty when absent.</summary>
public sealed record StoredLog
{
    /// <summary>The application's clock.</summary>
    public required UnixNanoseconds Timestamp { get; init; }

    /// <summary>0 to 24; 0: none.</summary>
    public required int SeverityNumber { get; init; }

    /// <summary>As the application wrote it.</summary>
    public required string SeverityText { get; init; }

    /// <summary><c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary><c>service.version</c>.</summary>
    public required string Release { get; init; }

    /// <summary><c>deployment.environment.name</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The message.</summary>
    public required string Body { get; init; }

    /// <summary>32 lower-case hex digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lower-case hex digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>Name of the instrumentation scope.</summary>
    public required string Scope { get; init; }

    /// <summary>Event name.</summary>
    public required string EventName { get; init; }

    /// <summary>Attributes of the record.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Attributes of the resource.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }
}
