using System.Globalization;

namespace Telemetry.Web.Charts;

/// <summary>A series as the path of an SVG drawing: <see cref="Width"/> by <see cref="Height"/> units, stretched to whatever room there is.</summary>
internal static class ChartLines
{
    public const int Width = 1000;
    public const int Height = 100;

    /// <summary>The path; a gap where values are missing.</summary>
    public static string Path(IReadOnlyList<double?> values, double highest)
    {
        var path = new System.Text.StringBuilder();
        var isDrawing = false;
        for (var index = 0; index < values.Count; index++)
        {
            if (values[index] is { } value)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{X(index, values.Count):0.#} {Y(value, highest):0.##}");
            }

            isDrawing = values[index] is not null;
        }

        return path.ToString();
    }

    /// <summary>Values on top of those below them, as stacked charts draw them.</summary>
    public static IReadOnlyList<double?> Above(IReadOnlyList<double?> below, IReadOnlyList<double?> values) =>
        [.. below.Zip(values, (lower, value) => (double?)((lower ?? 0) + (value ?? 0)))];

    private static double X(int index, int count) => count < 2 ? 0 : (double)index * Width / (count - 1);

    private static double Y(double value, double highest) => highest <= 0 ? Height : Height - (value * Height / highest);
}
