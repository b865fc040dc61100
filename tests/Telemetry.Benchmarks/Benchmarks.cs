using Telemetry.Benchmarks.Crashes;
using Telemetry.Benchmarks.Issues;
using Telemetry.Benchmarks.Line;
using Telemetry.Benchmarks.Reading;
using Telemetry.Benchmarks.Reports;
using Telemetry.Benchmarks.Schema;
using Telemetry.Benchmarks.Start;
using Telemetry.Benchmarks.Web;

namespace Telemetry.Benchmarks;

/// <summary>The list of benchmarks; <c>all</c> runs them from top to bottom.</summary>
internal static class Benchmarks
{
    private static readonly IReadOnlyList<Benchmark> All =
    [
        new("line", "records/s, CPU per process, bytes per record, beside the floor; arguments: names of cases", LineBenchmark.RunAsync),
        new("crashes", "crashes/s and CPU through the whole server, time to the issue beside saturating logs, CPU to prepare one; arguments: names of cases", CrashesBenchmark.RunAsync),
        new("issues", "lists and pages of ten thousand issues with five million crashes; argument: keep", IssuesBenchmark.RunAsync),
        new("start", "start-up on existing data, idle memory and idle CPU", StartBenchmark.RunAsync),
        new("reading", "questions to the API on five million log records and a million spans; argument: keep", ReadingBenchmark.RunAsync),
        new("web", "pages in Chromium on five million log records and four million spans; arguments: names of cases, keep", WebBenchmark.RunAsync),
        new("schema", "each choice of the migrations beside its alternatives; arguments: names of groups", SchemaBenchmark.RunAsync),
    ];

    /// <summary>Runs the benchmarks that are named; arguments that name none go to the first of them. Returns the exit code: 1 when a target was missed.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Length == 0 || (arguments[0] != "all" && All.All(one => one.Name != arguments[0])))
        {
            Console.Error.WriteLine("Usage: Telemetry.Benchmarks all | NAME [arguments]");
            Console.Error.WriteLine(string.Join('\n', All.Select(one => $"  {one.Name,-8} {one.Summary}")));
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };
        var reports = new List<BenchmarkReport>();
        foreach (Benchmark one in All.Where(one => arguments[0] == "all" || one.Name == arguments[0]))
        {
            var report = new BenchmarkReport(one.Name);
            await one.RunAsync(report, arguments[1..], stop.Token);
            await report.SaveAsync(stop.Token);
            reports.Add(report);
        }

        Target[] targets = [.. reports.SelectMany(report => report.Targets)];
        TextTable.Print("Targets", targets);
        return targets.All(target => target.Met) ? 0 : 1;
    }
}

/// <summary>One benchmark.</summary>
/// <param name="Name">On the command line, and of its report.</param>
/// <param name="Summary">A line for the list.</param>
/// <param name="RunAsync">Measures, and adds rows and targets to the report; the strings are its own arguments.</param>
internal sealed record Benchmark(string Name, string Summary, Func<BenchmarkReport, IReadOnlyList<string>, CancellationToken, Task> RunAsync);
