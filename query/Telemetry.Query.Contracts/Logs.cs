namespace Telemetry.Query.Contracts;

/// <summary>A page of log records, newest first.</summary>
/// <param name="Items">At most the limit.</param>
/// <param name="Next">An opaque cursor for the page behind this one; null on the last.</param>
/// <param name="Searched">How far back this answer has looked; earlier than the newest item not shown, so that a partial page says what it covers.</param>
public sealed record LogPage(IReadOnlyList<LogItem> Items, string? Next, TimeRange Searched);

/// <summary>One log record as it is shown.</summary>
public sealed record LogItem
{
    /// <summary>RFC 3339 with nine digits of a second, UTC.</summary>
    public required string Timestamp { get; init; }

    /// <summary><c>trace</c>, <c>debug</c>, <c>info</c>, <c>warn</c>, <c>error</c>, <c>fatal</c>, or <c>unset</c>: from the number when there is one, else from the text.</summary>
    public required string Severity { get; init; }

    /// <summary>0 to 24, as OpenTelemetry numbers them.</summary>
    public required int SeverityNumber { get; init; }

    /// <summary>As the application wrote it, for example <c>WARNING</c>.</summary>
    public required string SeverityText { get; init; }

    /// <summary>Resource attribute <c>service.name</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Resource attribute <c>service.version</c>.</summary>
    public required string Release { get; init; }

    /// <summary>Resource attribute <c>deployment.environment.name</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The message; a structured body as JSON text.</summary>
    public required string Body { get; init; }

    /// <summary>32 lower-case hex digits, or empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lower-case hex digits, or empty.</summary>
    public required string SpanId { get; init; }

    /// <summary>The instrumentation scope: usually the logger's name.</summary>
    public required string Scope { get; init; }

    /// <summary>Event name; empty for ordinary records.</summary>
    public required string EventName { get; init; }

    /// <summary>Attributes of the record.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Attributes of the resource.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }
}

/// <summary>How many records match.</summary>
/// <param name="Total">All of them, also when groups are cut.</param>
/// <param name="Groups">The largest groups first; empty without <c>by</c>.</param>
public sealed record LogCount(long Total, IReadOnlyList<CountGroup> Groups);

/// <summary>A group and its count.</summary>
public sealed record CountGroup(string Key, long Count);

/// <summary>Counts over time.</summary>
/// <param name="Buckets">In order, without gaps, empty ones included.</param>
/// <param name="BucketSeconds">The width.</param>
public sealed record LogHistogram(IReadOnlyList<HistogramBucket> Buckets, double BucketSeconds);

/// <summary>One bar.</summary>
/// <param name="Start">RFC 3339, UTC; the bucket's end is exclusive.</param>
/// <param name="Count">All records in it.</param>
/// <param name="Groups">By group; empty without <c>by</c>.</param>
public sealed record HistogramBucket(string Start, long Count, IReadOnlyDictionary<string, long> Groups);

/// <summary>A half-open range of time, RFC 3339, UTC.</summary>
public sealed record TimeRange(string From, string To);

/// <summary>The event <c>dropped</c> of a live tail: more came than are sent per second.</summary>
/// <param name="Count">Matching records that were left out, all of them older than those that follow.</param>
public sealed record TailDropped(long Count);
