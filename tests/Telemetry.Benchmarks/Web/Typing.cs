using Microsoft.Playwright;
using Telemetry.Testing.Browser;

namespace Telemetry.Benchmarks.Web;

/// <summary>From a key to the character on the screen, while the server owes every completion it was asked for.</summary>
internal static class Typing
{
    private const string Query = "level:error service:checkout attributes.http.route:/api/v1 \"connection refused\" duration_ms:>=250";

    // Slower than the pause after which completions are asked for, so that every key asks for one.
    private const int KeyMilliseconds = 150;
    private const double LongestMs = 100;

    private const string Watch = """
        (() => {
          window.keys = [];
          addEventListener('keydown', (event) => {
            const pressed = event.timeStamp;
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => window.keys.push(performance.now() - pressed);
              channel.port2.postMessage(0);
            });
          }, true);
        })();
        """;

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        await using Visitor visitor = await stage.VisitAsync();
        await visitor.Page.AddInitScriptAsync(Watch);
        await visitor.OpenAsync(WebPage.All(stage.Data)[0].Path(0));
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        int owed = 0;
        // Held for as long as the page is open: a server that never answers is as slow as one can be.
        await visitor.Page.RouteAsync("**/complete/**", _ => Interlocked.Increment(ref owed));
        ILocator box = visitor.Page.Locator("[data-query]");
        await box.ClickAsync();
        await box.PressSequentiallyAsync(Query, new LocatorPressSequentiallyOptions { Delay = KeyMilliseconds });
        await visitor.Page.WaitForFunctionAsync($"() => window.keys.length >= {Query.Length}");
        double[] keys = await visitor.Page.EvaluateAsync<double[]>("() => window.keys");
        string typed = await box.InputValueAsync();
        if (typed != Query || owed == 0)
        {
            throw new InvalidOperationException($"Typed was '{typed}', and {owed} completions were asked for: the measurement means nothing.");
        }

        stage.Report.Add("Typing while no completion is answered, ms from key to screen", new { Keys = keys.Length, CompletionsOwed = owed, Median = Quantile.Of(keys, 0.5), P90 = Quantile.Of(keys, 0.9), Longest = keys.Max() });
        stage.Report.AtMost("typing while no completion is answered, slowest key", keys.Max(), LongestMs, "ms");
    }
}
