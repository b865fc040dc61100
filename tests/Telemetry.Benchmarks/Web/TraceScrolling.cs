using Microsoft.Playwright;
using Telemetry.Testing.Browser;

namespace Telemetry.Benchmarks.Web;

/// <summary>Frames while somebody scrolls from the first to the last of 10,000 spans.</summary>
internal static class TraceScrolling
{
    private const double LongestFrameMs = 100;
    private const int Spans = 10_000;

    // A wheel turned quickly: 300 pixels a frame. Where the rows have not come yet it waits at their end.
    private const string Scroll = """
        async (spans) => {
          const frames = [];
          const rows = () => document.querySelectorAll('.span-row').length;
          // The place first: counting rows in each frame would be measured along.
          const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 1 && rows() >= spans;
          const started = performance.now();
          await new Promise((resolve) => {
            let last;
            const frame = (now) => {
              last && frames.push(now - last);
              last = now;
              if (isAtEnd() || now - started > 60000) {
                resolve();
                return;
              }
              scrollBy({ top: 300, behavior: 'instant' });
              requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
          });
          return [rows(), performance.now() - started, ...frames];
        }
        """;

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using Visitor visitor = await stage.VisitAsync();
        await visitor.OpenAsync($"/traces/{WebData.TenThousand}");
        await visitor.Page.Locator(".span-row").First.WaitForAsync();
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        double[] measured = await visitor.Page.EvaluateAsync<double[]>(Scroll, Spans);
        double[] frames = measured[2..];
        if (measured[0] < Spans)
        {
            throw new InvalidOperationException($"Only {measured[0]} of {Spans} rows came within a minute.");
        }

        stage.Report.Add("Scrolling through 10,000 spans, ms", new
        {
            Seconds = measured[1] / 1000,
            Frames = frames.Length,
            Median = Quantile.Of(frames, 0.5),
            P99 = Quantile.Of(frames, 0.99),
            Longest = frames.Max(),
            Over50 = frames.Count(frame => frame > 50),
            Over100 = frames.Count(frame => frame > 100),
        });
        stage.Report.AtMost("scrolling through 10,000 spans, longest frame", frames.Max(), LongestFrameMs, "ms");
    }
}
