using Telemetry.Query.Contracts;
using Telemetry.Storage.Spans;

namespace Telemetry.Query.Api.Traces;

/// <summary>Stored traces as the contract shows them.</summary>
internal static class TraceItems
{
    /// <summary>A trace with its spans.</summary>
    public static TraceDetail From(string traceId, StoredTrace trace)
    {
        long start = trace.Spans.Min(span => span.Timestamp.Value);
        return new TraceDetail(traceId, [.. trace.Spans.Select(span => From(span, start))], trace.IsTruncated);
    }

    /// <summary>A trace in a list.</summary>
    public static TraceSummary From(StoredTraceSummary summary) => new()
    {
        TraceId = summary.TraceId,
        Start = summary.Start.ToString(),
        DurationNanoseconds = summary.DurationNanoseconds,
        Service = summary.Service,
        Name = summary.Name,
        SpanCount = (int)Math.Min(summary.Spans, int.MaxValue),
        ErrorCount = (int)Math.Min(summary.Errors, int.MaxValue),
    };

    private static SpanItem From(StoredSpan span, long traceStart) => new()
    {
        SpanId = span.SpanId,
        ParentSpanId = span.ParentSpanId,
        Name = span.Name,
        Kind = span.Kind.ToLowerInvariant(),
        Start = span.Timestamp.ToString(),
        OffsetNanoseconds = span.Timestamp.Value - traceStart,
        DurationNanoseconds = span.DurationNanoseconds,
        Status = span.Status.ToLowerInvariant(),
        StatusMessage = span.StatusMessage,
        Service = span.Service,
        Release = span.Release,
        Environment = span.Environment,
        Scope = span.Scope,
        Attributes = span.Attributes,
        Resource = span.Resource,
        Events = [.. span.Events.Select(item => new SpanEventItem(item.Timestamp.ToString(), item.Name, item.Attributes))],
        Links = [.. span.Links.Select(link => new SpanLinkItem(link.TraceId, link.SpanId, link.TraceState, link.Attributes))],
    };
}
