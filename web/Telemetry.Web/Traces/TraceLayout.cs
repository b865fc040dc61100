using Telemetry.Query.Contracts;

namespace Telemetry.Web.Traces;

/// <summary>A trace as its waterfall needs it: laid out, with its critical path, and with what the reader looks for marked.</summary>
/// <param name="Chart">The spans in order.</param>
/// <param name="Path">The critical path.</param>
/// <param name="Marks">Spans that contain what the reader looks for.</param>
public sealed record TraceLayout(TraceChart Chart, PathShare Path, TraceMarks Marks)
{
    // A span without its texts: objects, ids, its place in tables and lists.
    private const int BytesPerSpan = 640;

    private static readonly Dictionary<string, string> None = [];

    /// <summary>About what it takes in memory, in bytes.</summary>
    public long Bytes => Chart.Rows.Sum(row => BytesPerSpan + (2L * (row.Span.Name.Length + row.Span.Service.Length)));

    /// <summary>Lays a trace out.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="find">What to mark; empty for nothing.</param>
    public static TraceLayout Of(TraceDetail trace, string find)
    {
        var chart = new TraceChart(trace);
        return new TraceLayout(chart, PathShare.Of(chart.Rows), TraceMarks.Of(chart.Rows, find));
    }

    /// <summary>The same without what only the details of a span show: attributes, events and the like, which are nine tenths of a trace.</summary>
    public TraceLayout WithoutDetails() => this with { Chart = Chart.With([.. Chart.Rows.Select(row => row with { Span = Bare(row.Span) })]) };

    private static SpanItem Bare(SpanItem span) => span with
    {
        Start = "",
        StatusMessage = "",
        Release = "",
        Environment = "",
        Scope = "",
        Attributes = None,
        Resource = None,
        Events = [],
        Links = [],
    };
}
