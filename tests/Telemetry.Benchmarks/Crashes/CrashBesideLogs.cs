using System.Diagnostics;
using System.Net;
using Telemetry.Benchmarks.Reports;
using Telemetry.Model;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Requests;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Crashes;

/// <summary>How long a crash takes from its OK to the API while logs come as fast as the server takes them.</summary>
internal static class CrashBesideLogs
{
    /// <summary>On the command line.</summary>
    public const string Name = "beside-logs";

    private const int Crashes = 120;
    private const int LogConnections = 8;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Measures on a fresh data directory.</summary>
    public static async Task RunAsync(BenchmarkReport report, CancellationToken cancellationToken)
    {
        SentryEvents events = await SentryEvents.MakeAsync(Crashes, 5_000, cancellationToken);
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemPlan(), cancellationToken);
        using var load = new SentryLoad(system.Worker.Process.Ready.Project?.Dsn ?? "");
        using HttpClient api = system.Worker.Process.CreateApiClient();
        await WaitAsync(load, api, events, 0, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<LoadReport> logs = new LoadGenerator(Logs(system), new LoadJournal()).RunAsync(stop.Token);
        // One after the other: many who look at once would be a load of their own.
        List<double> waits = [];
        for (int i = 1; i <= Crashes; i++)
        {
            waits.Add(await WaitAsync(load, api, events, i, cancellationToken));
        }

        double[] seconds = [.. waits.Order()];
        await stop.CancelAsync();
        LoadReport sent = await logs;
        report.Add("From a crash's OK to its answer in the API, while logs come as fast as they are taken", new
        {
            Crashes,
            LogsPerSecond = sent.AcknowledgedItems / sent.Elapsed.TotalSeconds,
            P50Seconds = seconds[Crashes / 2],
            P99Seconds = seconds[Crashes * 99 / 100],
            MaxSeconds = seconds[^1],
        });
        report.AtMost("crash beside logs, p99 from OK to its issue", seconds[Crashes * 99 / 100], 2, "s");
    }

    // The whole way a person would go: the crash, and the issue it belongs to.
    private static async Task<double> WaitAsync(SentryLoad load, HttpClient api, SentryEvents events, int number, CancellationToken cancellationToken)
    {
        await load.SendAsync(events.Make(number, out string id), cancellationToken);
        long accepted = Stopwatch.GetTimestamp();
        while (true)
        {
            using HttpResponseMessage answer = await api.GetAsync(new Uri($"projects/1/events/{id}", UriKind.Relative), cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("shortId", StringComparison.Ordinal))
            {
                return Stopwatch.GetElapsedTime(accepted).TotalSeconds;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static LoadPlan Logs(RunningSystem system) => new()
    {
        Address = () => system.Grpc,
        Signal = Signal.Logs,
        Source = new RequestSource(LogTemplates.Make(64, 1000)),
        Keys = system.Keys,
        Connections = LogConnections,
        RetryRefused = true,
    };
}
