using Telemetry.Benchmarks.Processes;
using Telemetry.Benchmarks.Reports;
using Telemetry.Testing;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Issues;

/// <summary>What issues take to read: ten thousand of them, five million crashes, a million in one. With <c>keep</c> the data stays for the next run.</summary>
internal static class IssuesBenchmark
{
    /// <summary>Fills a data directory, or finds it, and asks.</summary>
    public static async Task RunAsync(BenchmarkReport report, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        bool isKept = arguments.Contains("keep");
        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "bench", "data-issues");
        if (!isKept && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await using (RunningSystem system = await RunningSystem.StartAsync(new SystemPlan { DataDirectory = folder }, cancellationToken))
        {
            var data = new IssueData(system);
            if (await system.Store.NumberAsync("SELECT count() FROM crashes", cancellationToken) == 0)
            {
                await data.WriteAsync(cancellationToken);
            }

            await AskAsync(report, system, await data.NewestOfLargestAsync(cancellationToken), cancellationToken);
        }

        if (!isKept)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AskAsync(BenchmarkReport report, RunningSystem system, string crash, CancellationToken cancellationToken)
    {
        using HttpClient api = system.Worker.Process.CreateApiClient();
        string issue = System.Text.Json.JsonDocument.Parse(await api.GetStringAsync(new Uri($"projects/1/events/{crash}", UriKind.Relative), cancellationToken))
            .RootElement.GetProperty("issue").GetProperty("id").GetString() ?? "";
        foreach ((string name, Func<int, string> path, double? bound) in Questions(issue, crash))
        {
            QueryCost cost = await QueryCost.MeasureAsync(system.Store, i => AskAsync(api, path(i), cancellationToken), cancellationToken);
            report.Add("Reading issues, ms", new { Question = name, ApiMs = cost.WholeMs, cost.EngineMs, cost.EngineCpuMs, cost.Statements, cost.ReadRows });
            if (bound is { } most)
            {
                report.AtMost(name, cost.WholeMs, most, "ms");
            }
        }
    }

    /// <summary>Each repetition asks for another end of the range, so that no cache knows the answer.</summary>
    private static IEnumerable<(string Name, Func<int, string> Path, double? Bound)> Questions(string issue, string crash)
    {
        string Range(int i) => $"from=now-{14 * 24 - i}h&to=now";
        return
        [
            ("list of unresolved issues", i => $"issues?query=is:unresolved&{Range(i)}", 300),
            ("list by users", i => $"issues?query=is:unresolved&sort=users&{Range(i)}", null),
            ("list of a release, not in another", i => $"issues?query=is:unresolved%20release:1.{i}.0%20-release:1.{i + 1}.0&{Range(i)}", null),
            ("list by words", i => $"issues?query=missing%20bug_{i}7&{Range(i)}", null),
            ("an issue of a million events", i => $"issues/{issue}?{Range(i)}", 300),
            ("its newest crash, whole", _ => $"events/{crash}", null),
            ("its crashes, a page", i => $"issues/{issue}/events?{Range(i)}", null),
            ("its crashes on Windows, a page", i => $"issues/{issue}/events?query=os.name:Windows&{Range(i)}", null),
            ("what stands out in it", i => $"issues/{issue}/facts?{Range(i)}", 500),
            ("what changed with it", i => $"issues/{issue}/changes?{Range(i)}", null),
        ];
    }

    private static async Task AskAsync(HttpClient api, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await api.GetAsync(new Uri($"projects/1/{path}", UriKind.Relative), cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{path}: {text}");
        }
    }
}
