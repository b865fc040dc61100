using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Web.Display;

namespace Telemetry.Web.Charts;

/// <summary>A chart as chart.js reads it, from an attribute, where Razor makes hostile labels inert.</summary>
internal static class ChartJson
{
    public static string Write(ChartValues values) => JsonSerializer.Serialize(
        new ChartDocument(
            [.. values.Times.Select(time => time.ToUnixTimeMilliseconds() / 1000d)],
            values.Step.TotalSeconds,
            values.Unit.ToString(),
            values.IsStacked,
            [.. values.Series.Select(series => series with { Label = Visible(series.Label) })]),
        ChartJsonContext.Default.ChartDocument);

    private static string Visible(string text) => string.Concat(VisibleText.Runs(VisibleText.WholeCharacters(text, 80)).Select(run => run.Text));
}

/// <summary>The attribute's content.</summary>
/// <param name="Times">Seconds since 1970.</param>
/// <param name="Step">Seconds.</param>
/// <param name="Unit">A <see cref="ChartUnit"/>.</param>
/// <param name="IsStacked">See <see cref="ChartValues.IsStacked"/>.</param>
/// <param name="Series">In order.</param>
internal sealed record ChartDocument(IReadOnlyList<double> Times, double Step, string Unit, bool IsStacked, IReadOnlyList<ChartSeries> Series);

/// <summary>Generated writer.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChartDocument))]
internal sealed partial class ChartJsonContext : JsonSerializerContext;
