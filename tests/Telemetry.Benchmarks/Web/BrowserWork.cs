using System.Text.Json;
using Microsoft.Playwright;

namespace Telemetry.Benchmarks.Web;

/// <summary>What the browser says that a page has cost it since the last look.</summary>
internal sealed class BrowserWork
{
    private static readonly string[] Names = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration"];

    private readonly ICDPSession _session;
    private double[] _last = new double[Names.Length];

    private BrowserWork(ICDPSession session) => _session = session;

    /// <summary>Counts from now.</summary>
    public static async Task<BrowserWork> OfAsync(IPage page)
    {
        var work = new BrowserWork(await page.Context.NewCDPSessionAsync(page));
        await work._session.SendAsync("Performance.enable");
        await work.ReadAsync();
        return work;
    }

    /// <summary>Milliseconds of script, styles and layout.</summary>
    public async Task<double[]> ReadAsync()
    {
        JsonElement answer = await _session.SendAsync("Performance.getMetrics") ?? throw new InvalidOperationException("The browser has no figures.");
        Dictionary<string, double> metrics = answer.GetProperty("metrics").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!, one => one.GetProperty("value").GetDouble());
        double[] now = [.. Names.Select(name => metrics[name] * 1000)];
        // A navigation starts them from zero.
        double[] since = [.. now.Zip(_last, (after, before) => after >= before ? after - before : after)];
        _last = now;
        return since;
    }
}
