using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Benchmarks.Processes;
using Telemetry.Benchmarks.Rows;
using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Storage;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Search;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Schema;

/// <summary>What the product's own reader takes on a variant.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="Question">What was asked.</param>
/// <param name="EngineMs">Median of seven.</param>
/// <param name="EngineCpuMs">Median of seven.</param>
/// <param name="ReadRows">Median of seven.</param>
internal sealed record SchemaReading(string Variant, string Question, double EngineMs, double EngineCpuMs, long ReadRows)
{
    /// <summary>Asks everything.</summary>
    public static async Task<IReadOnlyList<SchemaReading>> MeasureAsync(SchemaVariant variant, StoreProbe store, SchemaFiles files, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(store.Endpoint)
            .AddTelemetryReaders()
            .BuildServiceProvider();
        LogReader reader = services.GetRequiredService<LogReader>();
        string[] tokens = await TokensAsync(store, cancellationToken);
        long hours = (long)variant.Files * RowFiles.RowsPerFile * LogRows.NanosecondsApart;
        var window = new TimeWindow(new UnixNanoseconds(files.StartNanoseconds), new UnixNanoseconds(files.StartNanoseconds + hours));

        Task Page(string query, int limit = 100, TimeWindow? range = null) => reader.ReadPageAsync(Request(query, range ?? window), limit, null, cancellationToken);
        // The roll-up knows no trace ids, so that counts with one read the records.
        (string, Func<int, Task>)[] questions =
        [
            ("rare word", i => variant.RareWord is null ? Page(tokens[i]) : store.RowsAsync(variant.RareWord.Replace("{0}", tokens[i], StringComparison.Ordinal), cancellationToken)),
            ("two common words, count", i => reader.CountAsync(Request($"{Vocabulary.Word(3 + i)} {Vocabulary.Word(4 + i)}", window), null, cancellationToken)),
            ("rare attribute value", i => Page($"attributes.record.id:{1000 + (i * 70_001)}")),
            ("attribute value, some", i => reader.CountAsync(Request($"attributes.user.id:u-{1000 + i}", window), null, cancellationToken)),
            ("newest 100", i => Page("", range: Earlier(window, i))),
            ("newest 100 of a service", i => Page($"service:{LogRows.Services[i + 2]}")),
            ("a service, ten minutes, by level", i => reader.CountAsync(Request($"service:{LogRows.Services[i + 2]} has:trace_id", LastTenMinutes(window)), "level", cancellationToken)),
            ("a service, all hours, by level", i => reader.CountAsync(Request($"service:{LogRows.Services[i + 2]} has:trace_id", window), "level", cancellationToken)),
        ];
        List<SchemaReading> readings = [];
        foreach ((string question, Func<int, Task> ask) in questions)
        {
            QueryCost cost = await QueryCost.MeasureAsync(store, ask, cancellationToken);
            readings.Add(new SchemaReading(variant.Name, question, cost.EngineMs, cost.EngineCpuMs, cost.ReadRows));
        }

        return readings;
    }

    private static SearchRequest Request(string query, TimeWindow window) =>
        new(new ProjectId(1), window, SearchParser.Parse(query).Node ?? throw new InvalidOperationException($"'{query}' is no query."));

    private static TimeWindow LastTenMinutes(TimeWindow window) => window with { From = window.To.Plus(TimeSpan.FromMinutes(-10)) };

    private static TimeWindow Earlier(TimeWindow window, int i) => window with { To = window.To.Plus(TimeSpan.FromSeconds(-i)) };

    private static async Task<string[]> TokensAsync(StoreProbe store, CancellationToken cancellationToken)
    {
        List<string> tokens = [];
        for (int i = 0; i < 8; i++)
        {
            tokens.Add((await store.RowsAsync(LogRows.TokenQuery(100_000 + (40_000 * i)), cancellationToken)).Single().Single());
        }

        return [.. tokens];
    }
}
