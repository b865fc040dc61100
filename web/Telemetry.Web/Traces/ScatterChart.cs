using System.Globalization;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Traces;

/// <summary>A trace as a point.</summary>
/// <param name="Trace">The trace.</param>
/// <param name="X">From the left, as the attribute of an SVG element.</param>
/// <param name="Y">From the top, in units of the drawing.</param>
public sealed record ScatterPoint(TraceSummary Trace, string X, string Y);

/// <summary>A line of the scale of durations.</summary>
/// <param name="Nanoseconds">The duration.</param>
/// <param name="Y">From the top, in units of the drawing.</param>
public sealed record ScatterLine(long Nanoseconds, string Y);

/// <summary>Traces by time and duration. Durations are on a logarithmic scale: milliseconds and minutes are both traces.</summary>
public sealed class ScatterChart
{
    /// <summary>Height of the drawing in pixels.</summary>
    public const int Height = 150;

    // So that points at the ends are drawn whole.
    private const double Margin = 14;

    private const long Shortest = 1000;

    private readonly UtcRange _range;

    private ScatterChart(TraceScatter scatter, UtcRange range)
    {
        _range = range;
        var durations = scatter.Items.Select(trace => Math.Max(trace.DurationNanoseconds, Shortest)).DefaultIfEmpty(Shortest).ToList();
        Low = Math.Pow(10, Math.Floor(Math.Log10(durations.Min())));
        High = Math.Max(Math.Pow(10, Math.Ceiling(Math.Log10(durations.Max()))), Low * 10);
        // Failures last: what is drawn last is on top.
        Points = [.. scatter.Items.OrderBy(trace => trace.ErrorCount > 0).Select(Point)];
    }

    /// <summary>Failures last.</summary>
    public IReadOnlyList<ScatterPoint> Points { get; }

    /// <summary>The duration at the bottom, in nanoseconds.</summary>
    public double Low { get; }

    /// <summary>The duration at the top, in nanoseconds.</summary>
    public double High { get; }

    /// <summary>The powers of ten between, the ends included.</summary>
    public IEnumerable<ScatterLine> Lines
    {
        get
        {
            for (var duration = Low; duration <= High * 1.001; duration *= 10)
            {
                yield return new ScatterLine((long)Math.Round(duration), Number(Y(duration)));
            }
        }
    }

    /// <summary>Draws a sample over the whole range.</summary>
    public static ScatterChart Of(TraceScatter scatter, UtcRange range) => new(scatter, range);

    private ScatterPoint Point(TraceSummary trace)
    {
        var start = UtcTime.TryParse(trace.Start) ?? _range.From;
        var share = _range.Length > TimeSpan.Zero ? (start - _range.From) / _range.Length : 0;
        return new ScatterPoint(trace, TraceChart.Percent(100 * Math.Clamp(share, 0, 1)), Number(Y(Math.Max(trace.DurationNanoseconds, Shortest))));
    }

    private double Y(double nanoseconds) => Height - Margin - ((Height - (2 * Margin)) * Math.Log10(nanoseconds / Low) / Math.Log10(High / Low));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
