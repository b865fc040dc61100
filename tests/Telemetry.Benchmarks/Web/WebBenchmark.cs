using Telemetry.Benchmarks.Reports;
using Telemetry.Testing;
using Telemetry.Testing.Browser;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Web;

/// <summary>
/// What a person with a browser waits for: the pages of a whole server process, in Chromium, on five million log records and four million spans.
/// </summary>
internal static class WebBenchmark
{
    private static readonly IReadOnlyList<(string Name, Func<WebStage, CancellationToken, Task> RunAsync)> Cases =
    [
        ("pages", PageTimes.MeasureAsync),
        ("weight", PageWeights.MeasureAsync),
        ("typing", Typing.MeasureAsync),
        ("scrolling", TraceScrolling.MeasureAsync),
        ("readers", Readers.MeasureAsync),
    ];

    /// <summary>
    /// Runs the named cases, all of them when none is named. With <c>keep</c> the data stays in <c>artifacts/bench/data-web</c>, and a run that finds data measures at once;
    /// <c>fill</c> alone only makes it.
    /// </summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] names = [.. arguments.Where(argument => argument != "keep")];
        if (names.Except([.. Cases.Select(one => one.Name), "fill"]).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"There is no case '{unknown}'. Cases: fill, {string.Join(", ", Cases.Select(one => one.Name))}; keep leaves the data.");
        }

        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "bench", "data-web");
        bool isKept = arguments.Contains("keep");
        if (!isKept && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await RunAsync(report, folder, names, cancellationToken);
        if (!isKept)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(BenchmarkReport report, string folder, string[] names, CancellationToken cancellationToken)
    {
        await using RunningSystem system = await RunningSystem.StartAsync(new SystemPlan { DataDirectory = folder }, cancellationToken);
        WebData data = await WebData.FindOrMakeAsync(system.Store, cancellationToken);
        await using var chromium = new Chromium();
        WebStage stage = await WebStage.SignInAsync(report, system, data, chromium);
        foreach (var (_, run) in Cases.Where(one => names.Length == 0 || names.Contains(one.Name)))
        {
            await run(stage, cancellationToken);
        }
    }
}
