using System.Text.Json;
using Telemetry.Benchmarks.Processes;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Reading;

/// <summary>Asks the server's API, as users do, and has the engine say what that cost it.</summary>
internal sealed class ReadingRun(RunningSystem system, IReadOnlyList<ReadingQuery> queries)
{
    /// <summary>Asks everything.</summary>
    public async Task<IReadOnlyList<ReadingResult>> RunAsync(CancellationToken cancellationToken)
    {
        using HttpClient api = system.Worker.Process.CreateApiClient();
        List<ReadingResult> results = [];
        foreach (ReadingQuery query in queries)
        {
            int found = 0;
            QueryCost cost = await QueryCost.MeasureAsync(system.Store, async i => found = await AskAsync(api, query.Path(i), cancellationToken), cancellationToken);
            results.Add(new ReadingResult(query.Name, cost.EngineMs, cost.WholeMs, cost.EngineCpuMs, cost.Statements, cost.ReadRows, found));
        }

        return results;
    }

    private static async Task<int> AskAsync(HttpClient api, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await api.GetAsync(new Uri($"projects/1/{path}", UriKind.Relative), cancellationToken);
        byte[] text = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? Found(JsonSerializer.Deserialize<JsonElement>(text))
            : throw new HttpRequestException($"{path}: {System.Text.Encoding.UTF8.GetString(text)}");
    }

    private static int Found(JsonElement answer)
    {
        foreach (string list in new[] { "items", "buckets", "spans" })
        {
            if (answer.TryGetProperty(list, out JsonElement items))
            {
                return items.GetArrayLength();
            }
        }

        return answer.GetProperty("total").GetInt32();
    }
}

/// <summary>Medians of a question.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="EngineMs">The engine's time of all statements.</param>
/// <param name="ApiMs">From request to whole answer, as a client on the same machine sees it.</param>
/// <param name="EngineCpuMs">Of the engine's query threads.</param>
/// <param name="Statements">Statements it took.</param>
/// <param name="ReadRows">Rows they read.</param>
/// <param name="Found">Items, buckets, spans or the count in the last answer.</param>
internal sealed record ReadingResult(string Question, double EngineMs, double ApiMs, double EngineCpuMs, long Statements, long ReadRows, int Found);
