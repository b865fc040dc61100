using Telemetry.Model.Times;

namespace Telemetry.Storage.Spans;

/// <summary>A span as it is stored. Texts are empty when absent.</summary>
public sealed record StoredSpan
{
    /// <summary>Start, by the application's clock.</summary>
    public required UnixNanoseconds Timestamp { get; init; }

    /// <summary>16 lower-case hex digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 lower-case hex digits; empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>Span name.</summary>
    public required string Name { get; init; }

    /// <summary><c>Unspecified</c>, <c>Internal</c>, <c>Server</c>, <c>Client</c>, <c>Producer</c>, <c>Consumer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>End minus start.</summary>
    public required long DurationNanoseconds { get; init; }

    /// <summary><c>Unset</c>, <c>Ok</c>, <c>Error</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What went wrong, when the status says so.</summary>
    public required string StatusMessage { get; init; }

    /// <summary><c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary><c>service.version</c>.</summary>
    public required string Release { get; init; }

    /// <summary><c>deployment.environment.name</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Name of the instrumentation scope.</summary>
    public required string Scope { get; init; }

    /// <summary>Attributes of the span.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Attributes of the resource.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>Events by time.</summary>
    public required IReadOnlyList<StoredSpanEvent> Events { get; init; }

    /// <summary>Links.</summary>
    public required IReadOnlyList<StoredSpanLink> Links { get; init; }
}

/// <summary>An event of a span.</summary>
public sealed record StoredSpanEvent(UnixNanoseconds Timestamp, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A link to another span.</summary>
public sealed record StoredSpanLink(string TraceId, string SpanId, string TraceState, IReadOnlyDictionary<string, string> Attributes);
