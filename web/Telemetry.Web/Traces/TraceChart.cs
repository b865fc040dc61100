using System.Globalization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Traces;

/// <summary>Where the duration of a span stands.</summary>
public enum BarLabel
{
    /// <summary>Behind the bar's end.</summary>
    After,

    /// <summary>Before its start.</summary>
    Before,

    /// <summary>On the bar, which fills the line.</summary>
    Inside,
}

/// <summary>A trace laid out on a line of time.</summary>
public sealed class TraceChart
{
    /// <summary>Colours in the style sheet; the ninth service shares the first one's.</summary>
    public const int Colours = 8;

    // A span of a microsecond in a trace of a minute must still be seen, in percent.
    private const double SmallestBar = 0.25;

    // In percent; on a narrow screen a label may touch its neighbour, which it may.
    private const double LabelWidth = 18;

    private readonly Dictionary<string, int> _services;

    /// <summary>Lays a trace out.</summary>
    public TraceChart(TraceDetail trace)
    {
        _services = [];
        Rows = SpanTree.Order(trace.Spans);
        DurationNanoseconds = trace.Spans.Select(span => span.OffsetNanoseconds + span.DurationNanoseconds).DefaultIfEmpty().Max();
        foreach (var row in Rows)
        {
            _services.TryAdd(row.Span.Service, _services.Count);
        }
    }

    private TraceChart(TraceChart chart, IReadOnlyList<SpanRow> rows) => (_services, Rows, DurationNanoseconds) = (chart._services, rows, chart.DurationNanoseconds);

    /// <summary>All spans in the order of the waterfall.</summary>
    public IReadOnlyList<SpanRow> Rows { get; }

    /// <summary>From the first start to the last end.</summary>
    public long DurationNanoseconds { get; }

    /// <summary>In order of appearance.</summary>
    public IEnumerable<string> Services => _services.Keys;

    /// <summary>Spans with status error.</summary>
    public int ErrorCount => Rows.Count(row => row.Span.Status == "error");

    /// <summary>The same places with other rows for the same spans.</summary>
    public TraceChart With(IReadOnlyList<SpanRow> rows) => new(this, rows);

    /// <summary>Number of the service's colour, from 0.</summary>
    public int Colour(string service) => _services.GetValueOrDefault(service) % Colours;

    /// <summary>Where the bar starts, as the attribute of an SVG element.</summary>
    public string Left(SpanItem span) => Percent(Math.Min(Share(span.OffsetNanoseconds), 100 - SmallestBar));

    /// <summary>How wide the bar is, as the attribute of an SVG element.</summary>
    public string Width(SpanItem span) => Wide(span.DurationNanoseconds);

    /// <summary>A moment as the attribute of an SVG element.</summary>
    public string At(long nanoseconds) => Percent(Share(nanoseconds));

    /// <summary>A length of time as the attribute of an SVG element; never too narrow to be seen.</summary>
    public string Wide(long nanoseconds) => Percent(Math.Max(Share(nanoseconds), SmallestBar));

    /// <summary>Where a duration is written: where there is room for it.</summary>
    public BarLabel Label(long from, long to) =>
        Share(to) < 100 - LabelWidth ? BarLabel.After
        : Share(from) > LabelWidth ? BarLabel.Before
        : BarLabel.Inside;

    /// <summary>Percent of the line as the attribute of an SVG element.</summary>
    public static string Percent(double percent) => percent.ToString("0.###", CultureInfo.InvariantCulture) + "%";

    private double Share(long nanoseconds) => DurationNanoseconds > 0 ? Math.Clamp(100.0 * nanoseconds / DurationNanoseconds, 0, 100) : 0;
}
