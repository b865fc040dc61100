using Telemetry.Web.Addresses;

namespace Telemetry.Web.Traces;

/// <summary>The address of the log records a trace or a span left.</summary>
internal static class TraceLogs
{
    // Clocks differ, and a record may be written after the span that caused it has ended.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    public static string Of(TraceAddress trace, string start, long durationNanoseconds, string? spanId) => Search(trace, start, durationNanoseconds, spanId).ToString();

    public static SearchAddress Search(TraceAddress trace, string start, long durationNanoseconds, string? spanId)
    {
        var query = FilterTerm.Include("", "trace_id", trace.TraceId);
        var address = SearchAddress.Logs with
        {
            Project = trace.Project,
            Query = spanId is null ? query : FilterTerm.Include(query, "span_id", spanId),
        };
        return UtcTime.TryParse(start) is { } from
            ? address.In(TimeWindow.Between(from - Margin, from + TimeSpan.FromTicks(durationNanoseconds / 100) + Margin))
            : address;
    }
}
