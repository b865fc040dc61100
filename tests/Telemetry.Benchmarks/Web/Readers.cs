using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Telemetry.Benchmarks.Processes;

namespace Telemetry.Benchmarks.Web;

/// <summary>
/// Two hundred people who read at the same time: each has a session, opens logs, a trace and the home page in turn, and asks for the next page as soon as one has come.
/// Nobody reads that quickly: it is what a burst after an alert looks like.
/// </summary>
internal static class Readers
{
    private const int Count = 200;
    private const double MegabytesPerReader = 1.5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        int server = stage.System.Worker.Process.ProcessId;
        await ReadAsync(stage, readers: 4, WarmUp, () => { }, cancellationToken);
        double before = Megabytes(server);
        double peak = before;
        ConcurrentBag<Visit> visits = await ReadAsync(stage, Count, Span, () => peak = Math.Max(peak, Megabytes(server)), cancellationToken);
        await Task.Delay(Settle, cancellationToken);
        double after = Megabytes(server);
        foreach (IGrouping<string, Visit> page in visits.GroupBy(visit => visit.Page).OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            stage.Report.Add("200 readers at once", Row(page.Key, [.. page]));
        }

        stage.Report.Add("200 readers at once: memory of the server, MB", new { Before = before, Peak = peak, TenSecondsAfter = after, PerReader = (peak - before) / Count });
        stage.Report.AtMost("200 readers at once, errors", visits.Count(visit => visit.Error is not null), 0, "pages");
        stage.Report.AtMost("200 readers at once, memory per reader", (peak - before) / Count, MegabytesPerReader, "MB");
    }

    private static object Row(string page, Visit[] visits) => new
    {
        Page = page,
        Pages = visits.Length,
        PerSecond = visits.Length / Span.TotalSeconds,
        Errors = visits.Count(visit => visit.Error is not null),
        P50Ms = Quantile.Of(visits.Select(visit => visit.Milliseconds), 0.5),
        P95Ms = Quantile.Of(visits.Select(visit => visit.Milliseconds), 0.95),
        FirstError = visits.FirstOrDefault(visit => visit.Error is not null)?.Error,
    };

    private static async Task<ConcurrentBag<Visit>> ReadAsync(WebStage stage, int readers, TimeSpan span, Action look, CancellationToken cancellationToken)
    {
        using HttpClient client = CreateClient(stage);
        WebPage[] pages = [.. WebPage.All(stage.Data).Where(page => page.Name is "logs, one hour" or "trace of 1,000 spans" or "home")];
        ConcurrentBag<Visit> visits = [];
        long started = Stopwatch.GetTimestamp();
        Task all = Task.WhenAll(Enumerable.Range(0, readers).Select(async reader =>
        {
            for (int i = reader; Stopwatch.GetElapsedTime(started) < span; i++)
            {
                visits.Add(await OpenAsync(client, pages[i % pages.Length], i, cancellationToken));
            }
        }));
        while (!all.IsCompleted)
        {
            look();
            await Task.WhenAny(all, Task.Delay(100, cancellationToken));
        }

        await all;
        return visits;
    }

    private static async Task<Visit> OpenAsync(HttpClient client, WebPage page, int number, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        string? error;
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(page.Path(number % 600), UriKind.Relative), cancellationToken);
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            error = answer.StatusCode != HttpStatusCode.OK ? ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture) : Find(page, text);
        }
        catch (HttpRequestException exception)
        {
            error = exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = "no answer in time";
        }

        return new Visit(page.Name, Stopwatch.GetElapsedTime(started).TotalMilliseconds, error);
    }

    // A page that came, but says that something failed or lacks what was asked for, is an error, too.
    private static string? Find(WebPage page, string text)
    {
        int failure = text.IndexOf("failure-title", StringComparison.Ordinal);
        string wanted = page.Results.Split('.', ' ')[^1];
        return failure >= 0 ? text.Substring(failure, Math.Min(120, text.Length - failure)) : text.Contains(wanted, StringComparison.Ordinal) ? null : $"without {wanted}";
    }

    private static HttpClient CreateClient(WebStage stage)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All })
        {
            BaseAddress = stage.Site,
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", stage.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        return client;
    }

    private static double Megabytes(int process) => ProcessSample.Of(process).ResidentMegabytes;

    private sealed record Visit(string Page, double Milliseconds, string? Error);
}
