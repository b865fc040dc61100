namespace Telemetry.Query.Contracts;

/// <summary>A page of traces, newest first.</summary>
public sealed record TracePage(IReadOnlyList<TraceSummary> Items, string? Next, TimeRange Searched);

/// <summary>A trace in a list.</summary>
public sealed record TraceSummary
{
    /// <summary>32 lower-case hex digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>The first span's start, RFC 3339 with nanoseconds, UTC.</summary>
    public required string Start { get; init; }

    /// <summary>From the first start to the last end.</summary>
    public required long DurationNanoseconds { get; init; }

    /// <summary>Service of the root span, or of the earliest when the root has not arrived.</summary>
    public required string Service { get; init; }

    /// <summary>Name of that span.</summary>
    public required string Name { get; init; }

    /// <summary>Spans that matched nothing are counted too: all of the trace.</summary>
    public required int SpanCount { get; init; }

    /// <summary>Spans with status error.</summary>
    public required int ErrorCount { get; init; }
}

/// <summary>A sample of traces, to be drawn by time and duration.</summary>
/// <param name="Items">By start, at most the limit; spread evenly over the range, and the same ones each time.</param>
/// <param name="Total">How many traces match; an estimate when not all of them were looked at.</param>
/// <param name="IsComplete">Whether these are all of them.</param>
/// <param name="Range">The range of span times.</param>
public sealed record TraceScatter(IReadOnlyList<TraceSummary> Items, long Total, bool IsComplete, TimeRange Range);

/// <summary>All spans of one trace, by start time.</summary>
/// <param name="TraceId">32 lower-case hex digits.</param>
/// <param name="Spans">At most the limit.</param>
/// <param name="IsTruncated">Whether there are more than the limit.</param>
public sealed record TraceDetail(string TraceId, IReadOnlyList<SpanItem> Spans, bool IsTruncated);

/// <summary>One span.</summary>
public sealed record SpanItem
{
    /// <summary>16 lower-case hex digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>16 lower-case hex digits; empty for a root.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>Span name.</summary>
    public required string Name { get; init; }

    /// <summary><c>internal</c>, <c>server</c>, <c>client</c>, <c>producer</c>, <c>consumer</c>, or <c>unspecified</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>RFC 3339 with nanoseconds, UTC.</summary>
    public required string Start { get; init; }

    /// <summary>Offset from the trace's first start, so that a page need not parse times.</summary>
    public required long OffsetNanoseconds { get; init; }

    /// <summary>End minus start.</summary>
    public required long DurationNanoseconds { get; init; }

    /// <summary><c>unset</c>, <c>ok</c> or <c>error</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What went wrong, when the status says so.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>Resource attribute <c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Resource attribute <c>service.version</c>.</summary>
    public required string Release { get; init; }

    /// <summary>Resource attribute <c>deployment.environment.name</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The instrumentation scope.</summary>
    public required string Scope { get; init; }

    /// <summary>Attributes of the span.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Attributes of the resource.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>Events in order of time.</summary>
    public required IReadOnlyList<SpanEventItem> Events { get; init; }

    /// <summary>Links.</summary>
    public required IReadOnlyList<SpanLinkItem> Links { get; init; }
}

/// <summary>An event of a span.</summary>
public sealed record SpanEventItem(string Timestamp, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A link to another span.</summary>
public sealed record SpanLinkItem(string TraceId, string SpanId, string TraceState, IReadOnlyDictionary<string, string> Attributes);
