using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Telemetry.Benchmarks.Processes;

namespace Telemetry.Benchmarks.Web;

/// <summary>
/// Two hundred people at the same time: each has a session, opens logs, a trace and the home page in turn, and looks at each for ten seconds or so. Then the same without
/// looking at anything, which nobody does: two hundred pages are asked for at any moment, and none of them may fail.
/// </summary>
internal static class Readers
{
    private const int Count = 200;
    private const double MegabytesPerReader = 1.5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    public static async Task MeasureAsync(WebStage stage, CancellationToken cancellationToken)
    {
        await ReadAsync(stage, new Crowd("", 4, TimeSpan.Zero, WarmUp), () => { }, cancellationToken);
        await MeasureAsync(stage, new Crowd("200 readers, a page every 10 s", Count, Look, Span), cancellationToken);
        await MeasureAsync(stage, new Crowd("200 readers, no pause", Count, TimeSpan.Zero, Span), cancellationToken);
    }

    private static async Task MeasureAsync(WebStage stage, Crowd crowd, CancellationToken cancellationToken)
    {
        int server = stage.System.Worker.Process.ProcessId;
        double before = Megabytes(server);
        double peak = before;
        ConcurrentBag<Visit> visits = await ReadAsync(stage, crowd, () => peak = Math.Max(peak, Megabytes(server)), cancellationToken);
        await Task.Delay(Settle, cancellationToken);
        double perReader = (peak - before) / crowd.Readers;
        foreach (IGrouping<string, Visit> page in visits.GroupBy(visit => visit.Page).OrderBy(page => page.Key, StringComparer.Ordinal))
        {
            stage.Report.Add(crowd.Name, Row(page.Key, [.. page], crowd.Span));
        }

        stage.Report.Add("Memory of the server, MB", new { Crowd = crowd.Name, Before = before, Peak = peak, FiveSecondsAfter = Megabytes(server), PerReader = perReader });
        stage.Report.AtMost($"{crowd.Name}: errors", visits.Count(visit => visit.Error is not null), 0, "pages");
        stage.Report.AtMost($"{crowd.Name}: memory per reader", perReader, MegabytesPerReader, "MB");
    }

    private static object Row(string page, Visit[] visits, TimeSpan span) => new
    {
        Page = page,
        Pages = visits.Length,
        PerSecond = visits.Length / span.TotalSeconds,
        Errors = visits.Count(visit => visit.Error is not null),
        P50Ms = Quantile.Of(visits.Select(visit => visit.Milliseconds), 0.5),
        P95Ms = Quantile.Of(visits.Select(visit => visit.Milliseconds), 0.95),
        FirstError = visits.FirstOrDefault(visit => visit.Error is not null)?.Error,
    };

    private static async Task<ConcurrentBag<Visit>> ReadAsync(WebStage stage, Crowd crowd, Action look, CancellationToken cancellationToken)
    {
        using HttpClient client = CreateClient(stage);
        WebPage[] pages = [.. WebPage.All(stage.Data).Where(page => page.Name is "logs, one hour" or "trace of 1,000 spans" or "home")];
        ConcurrentBag<Visit> visits = [];
        long started = Stopwatch.GetTimestamp();
        Task all = Task.WhenAll(Enumerable.Range(0, crowd.Readers).Select(async reader =>
        {
            // They do not all start in the same moment.
            await Task.Delay(crowd.Look * reader / crowd.Readers, cancellationToken);
            for (int i = reader; Stopwatch.GetElapsedTime(started) < crowd.Span; i++)
            {
                visits.Add(await OpenAsync(client, pages[i % pages.Length], i, cancellationToken));
                await Task.Delay(crowd.Look, cancellationToken);
            }
        }));
        while (!all.IsCompleted)
        {
            // A sample of the server's memory ten times a second: the rate of a meter, not a wait for something.
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
            Timeout = TimeSpan.FromSeconds(45),
        };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", stage.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        return client;
    }

    private static double Megabytes(int process) => ProcessSample.Of(process).ResidentMegabytes;

    private sealed record Crowd(string Name, int Readers, TimeSpan Look, TimeSpan Span);

    private sealed record Visit(string Page, double Milliseconds, string? Error);
}
