using Telemetry.Model.Times;

namespace Telemetry.Storage.Spans;

/// <summary>The spans of one trace.</summary>
/// <param name="Spans">By start, at most the limit.</param>
/// <param name="IsTruncated">Whether there are more.</param>
public sealed record StoredTrace(IReadOnlyList<StoredSpan> Spans, bool IsTruncated);

/// <summary>What a list shows of a trace.</summary>
/// <param name="TraceId">32 lower-case hex digits.</param>
/// <param name="Start">The first start.</param>
/// <param name="DurationNanoseconds">From the first start to the last end.</param>
/// <param name="Service">Of the root, or of the earliest span when there is no root.</param>
/// <param name="Name">Name of that span.</param>
/// <param name="Spans">All spans.</param>
/// <param name="Errors">Those with status error.</param>
public sealed record StoredTraceSummary(string TraceId, UnixNanoseconds Start, long DurationNanoseconds, string Service, string Name, long Spans, long Errors);

/// <summary>A page of traces, by their newest matching span, newest first.</summary>
/// <param name="Items">At most the limit.</param>
/// <param name="Next">Where the next page starts; null when there is none.</param>
/// <param name="Searched">What has been looked at, the pages before included.</param>
public sealed record StoredTracePage(IReadOnlyList<StoredTraceSummary> Items, TraceCursor? Next, TimeWindow Searched);

/// <summary>A place between two traces of a list.</summary>
/// <param name="Seen">Start of the newest matching span of the trace before the place.</param>
/// <param name="TraceId">That trace; of traces seen at the same time, those of a higher id are before the place, too. Empty: all of them.</param>
public readonly record struct TraceCursor(UnixNanoseconds Seen, string TraceId);

/// <summary>A sample of traces.</summary>
/// <param name="Items">By start, at most the limit.</param>
/// <param name="Total">About how many traces match; exact when that is no more than the items.</param>
/// <param name="IsComplete">Whether these are all of them.</param>
public sealed record StoredTraceScatter(IReadOnlyList<StoredTraceSummary> Items, long Total, bool IsComplete);
