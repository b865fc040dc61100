using Telemetry.Testing.Browser;

namespace Telemetry.Benchmarks.Web;

/// <summary>When pages appear: loads with a warm cache, as by following a link from elsewhere.</summary>
internal static class PageTimes
{
    private const int WarmUps = 2;
    private const int Loads = 11;

    // Runs before anything of the page. A moment after the first frame that has the results is when the reader sees them.
    private const string Watch = """
        (() => {
          const marks = window.seen = {};
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => { marks[entry.name] = entry.startTime; })).observe({ type: 'paint', buffered: true });
          const painted = () => requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => { marks.results = performance.now(); };
            channel.port2.postMessage(0);
          });
          const observer = new MutationObserver(() => document.querySelector('RESULTS') && (observer.disconnect(), painted()));
          observer.observe(document, { childList: true, subtree: true });
        })();
        """;

    private const string IsDone = "() => window.seen?.results && window.seen['first-contentful-paint'] && performance.getEntriesByType('navigation')[0].loadEventEnd > 0";

    private const string Read = """
        () => { const page = performance.getEntriesByType('navigation')[0]; return [page.responseStart, seen['first-contentful-paint'], seen.results, page.responseEnd]; }
        """;

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        foreach (WebPage page in WebPage.All(stage.Data))
        {
            cancellationToken.ThrowIfCancellationRequested();
            PageTime time = await MeasureAsync(stage, page);
            stage.Report.Add("Pages in the browser, ms", time);
            Aim(stage, page, time);
        }
    }

    private static void Aim(WebStage stage, WebPage page, PageTime time)
    {
        if (page.FirstPaintMs is { } paint)
        {
            stage.Report.AtMost($"{page.Name}: first paint, median", time.FirstPaint, paint, "ms");
        }

        if (page.ResultsMs is { } results)
        {
            stage.Report.AtMost($"{page.Name}: results, median", time.Results, results, "ms");
        }
    }

    private static async Task<PageTime> MeasureAsync(WebStage stage, WebPage page)
    {
        await using Visitor visitor = await stage.VisitAsync();
        await visitor.Page.AddInitScriptAsync(Watch.Replace("RESULTS", page.Results, StringComparison.Ordinal));
        var work = await BrowserWork.OfAsync(visitor.Page);
        List<double[]> loads = [];
        for (int i = 0; i < WarmUps + Loads; i++)
        {
            await visitor.OpenAsync(page.Path(i));
            await visitor.Page.WaitForFunctionAsync(IsDone);
            double[] load = await visitor.Page.EvaluateAsync<double[]>(Read);
            double[] worked = await work.ReadAsync();
            if (i >= WarmUps)
            {
                loads.Add([.. load, .. worked]);
            }
        }

        return new PageTime(page.Name, At(loads, 0, 0.5), At(loads, 1, 0.5), At(loads, 1, 0.9), At(loads, 2, 0.5), At(loads, 2, 0.9), At(loads, 3, 0.5), At(loads, 4, 0.5), At(loads, 5, 0.5), At(loads, 6, 0.5));
    }

    private static double At(List<double[]> loads, int figure, double share) => Math.Round(Quantile.Of(loads.Select(load => load[figure]), share), 1);
}

/// <summary>From the click on, in milliseconds: medians, and the slowest tenth.</summary>
/// <param name="Page">Its name.</param>
/// <param name="FirstByte">The answer begins.</param>
/// <param name="FirstPaint">Something is to be seen.</param>
/// <param name="FirstPaintP90">The same, nine of ten loads.</param>
/// <param name="Results">What was asked for is to be seen.</param>
/// <param name="ResultsP90">The same, nine of ten loads.</param>
/// <param name="Whole">The last byte of the page, with everything that streams in.</param>
/// <param name="Script">What the browser spent in script until the page was loaded.</param>
/// <param name="Style">What it spent on finding out which styles apply.</param>
/// <param name="Layout">What it spent on places and sizes.</param>
internal sealed record PageTime(
    string Page, double FirstByte, double FirstPaint, double FirstPaintP90, double Results, double ResultsP90, double Whole, double Script, double Style, double Layout);
