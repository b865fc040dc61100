using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Reports;
using Telemetry.Benchmarks.Rows;
using Telemetry.Testing;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Reading;

/// <summary>
/// What questions take on five million log records and a million spans, through the API of a real server: first while nine tenths of the rows are in parts as they
/// came in, then when merges have settled.
/// </summary>
internal static class ReadingBenchmark
{
    private const double Merged = 0.1;
    private const int Numbers = 8;

    private static readonly TimeSpan Age = TimeSpan.FromHours(31);

    /// <summary>Fills a fresh data directory and asks. With the argument <c>keep</c> the data stays, and a run that finds it asks at once.</summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        bool isKept = arguments.Contains("keep");
        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "bench", "data-reading");
        if (!isKept && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await using (RunningSystem system = await RunningSystem.StartAsync(new SystemPlan { DataDirectory = folder }, cancellationToken))
        {
            await RunAsync(report, system, cancellationToken);
        }

        if (!isKept)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(BenchmarkReport report, RunningSystem system, CancellationToken cancellationToken)
    {
        DateTimeOffset start = await StartOfDataAsync(system.Store, cancellationToken);
        IReadOnlyList<ReadingQuery> queries = ReadingQuery.All(
            start,
            await TextsAsync(system.Store, i => LogRows.TokenQuery(400_000 + (560_000L * i)), cancellationToken),
            await TextsAsync(system.Store, i => SpanRows.TraceIdQuery(1000 + (24_007L * i)), cancellationToken));
        var run = new ReadingRun(system, queries);
        if (await system.Store.NumberAsync("SELECT count() FROM otel_logs", cancellationToken) == 0)
        {
            await FillAsync(report, new ReadingData(system.Store, start), system, run, cancellationToken);
        }

        foreach (ReadingResult result in await run.RunAsync(cancellationToken))
        {
            report.Add("Reading, ms", result);
            if (queries.Single(query => query.Name == result.Question).TargetMs is { } target)
            {
                report.AtMost(result.Question, result.EngineMs, target, "ms");
            }
        }
    }

    private static async Task FillAsync(BenchmarkReport report, ReadingData data, RunningSystem system, ReadingRun run, CancellationToken cancellationToken)
    {
        await data.WriteAsync(0, Merged, cancellationToken);
        await MergesSettled.WaitAsync(system.Store, cancellationToken);
        await data.MergeAsync(isOn: false, cancellationToken);
        await data.WriteAsync(Merged, 1, cancellationToken);
        foreach (ReadingResult result in await run.RunAsync(cancellationToken))
        {
            report.Add("Reading while nine tenths of the rows are not merged, ms", result);
        }

        await data.MergeAsync(isOn: true, cancellationToken);
        await MergesSettled.WaitAsync(system.Store, cancellationToken);
    }

    /// <summary>Of the data that is there; else 31 hours ago, at a full five minutes.</summary>
    private static async Task<DateTimeOffset> StartOfDataAsync(StoreProbe store, CancellationToken cancellationToken)
    {
        long seconds = await store.NumberAsync("SELECT toInt64(toUnixTimestamp(toStartOfFiveMinutes(min(Timestamp)))) FROM otel_logs", cancellationToken);
        return seconds > 0
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() - Age).ToUnixTimeSeconds() / 300 * 300);
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(StoreProbe store, Func<int, string> query, CancellationToken cancellationToken)
    {
        List<string> texts = [];
        for (int i = 0; i < Numbers; i++)
        {
            texts.Add((await store.RowsAsync(query(i), cancellationToken)).Single().Single());
        }

        return texts;
    }
}
