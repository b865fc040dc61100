using Microsoft.Playwright;
using Telemetry.Testing.Browser;

namespace Telemetry.Benchmarks.Web;

/// <summary>Frames while somebody scrolls from the first to the last of 10,000 spans.</summary>
internal static class TraceScrolling
{
    private const double LongestFrameMs = 100;

    // A wheel turned quickly: 300 pixels a frame. Blank is a frame whose middle has no row yet.
    private const string Scroll = """
        async () => {
          const frames = [];
          let blank = 0;
          const isBlank = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.matches('ol.span-rows');
          const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 1 && [...document.querySelectorAll('ol.span-rows')].at(-1).lastElementChild;
          const started = performance.now();
          await new Promise((resolve) => {
            let last;
            const frame = (now) => {
              last && frames.push(now - last);
              last = now;
              isBlank() && blank++;
              if (isAtEnd() || now - started > 60000) {
                resolve();
                return;
              }
              scrollBy({ top: 300, behavior: 'instant' });
              requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
          });
          return [isAtEnd() ? 1 : 0, performance.now() - started, blank, ...frames];
        }
        """;

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using Visitor visitor = await stage.VisitAsync();
        await visitor.OpenAsync($"/traces/{WebData.TenThousand}");
        await visitor.Page.Locator(".span-row").First.WaitForAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        double[] measured = await visitor.Page.EvaluateAsync<double[]>(Scroll);
        double[] frames = measured[3..];
        if (measured[0] < 1)
        {
            throw new InvalidOperationException("The last of 10,000 rows did not come within a minute.");
        }

        stage.Report.Add("Scrolling through 10,000 spans, ms", new
        {
            Seconds = measured[1] / 1000,
            Frames = frames.Length,
            Blank = measured[2],
            Median = Quantile.Of(frames, 0.5),
            P99 = Quantile.Of(frames, 0.99),
            Longest = frames.Max(),
            Over50 = frames.Count(frame => frame > 50),
            Over100 = frames.Count(frame => frame > 100),
        });
        stage.Report.AtMost("scrolling through 10,000 spans, longest frame", frames.Max(), LongestFrameMs, "ms");
    }
}
