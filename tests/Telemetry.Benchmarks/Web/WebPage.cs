using System.Globalization;
using Telemetry.Benchmarks.Rows;

namespace Telemetry.Benchmarks.Web;

/// <summary>A page that is measured.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Path">Made of a number: each load asks for another range, so that no cache of the engine knows the answer.</param>
/// <param name="Results">CSS selector of what the reader has come for.</param>
/// <param name="FirstPaintMs">Target; null when nothing was asked for.</param>
/// <param name="ResultsMs">Target; null when nothing was asked for.</param>
/// <param name="IsWeighed">Whether its bytes are counted.</param>
internal sealed record WebPage(string Name, Func<int, string> Path, string Results, double? FirstPaintMs = null, double? ResultsMs = null, bool IsWeighed = true)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<WebPage> All(WebData data)
    {
        string Whole(int i) => $"from={Time(data.Start.AddSeconds(i))}&to={Time(data.Now.AddSeconds(-i))}";
        string Hour(int i) => $"from={Time(data.Now.AddHours(-1).AddSeconds(-i))}&to={Time(data.Now.AddSeconds(-i))}";
        string Words(int i) => Uri.EscapeDataString($"{Vocabulary.Word(3 + i)} {Vocabulary.Word(4 + i)}");
        return
        [
            new("logs, everything", i => $"/logs?{Whole(i)}", ".log-list .log-item", 300, 500),
            new("logs, one hour", i => $"/logs?{Hour(i)}", ".log-list .log-item", 300, 500, IsWeighed: false),
            new("logs, two common words", i => $"/logs?query={Words(i)}&{Whole(i)}", ".log-list .log-item", 300, 500, IsWeighed: false),
            new("trace of 1,000 spans", _ => $"/traces/{WebData.Thousand}", ".span-row", ResultsMs: 400),
            new("trace of 10,000 spans", _ => $"/traces/{WebData.TenThousand}", ".span-row", IsWeighed: false),
            new("traces, everything", i => $"/traces?{Whole(i)}", ".trace-list tbody tr"),
            new("home", _ => "/", ".verdict"),
            new("services, everything", i => $"/services?{Whole(i)}", ".service-list tbody tr"),
            new("services, one hour", i => $"/services?{Hour(i)}", ".service-list tbody tr", IsWeighed: false),
            new("services map, everything", i => $"/services/map?{Whole(i)}", "svg.map"),
            new("services map, one hour", i => $"/services/map?{Hour(i)}", "svg.map", IsWeighed: false),
            new("ingest", i => $"/ingest?{Whole(i)}", ".figures"),
        ];
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
