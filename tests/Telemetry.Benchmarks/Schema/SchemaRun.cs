using System.Globalization;
using System.Text.RegularExpressions;
using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Line;
using Telemetry.Benchmarks.Processes;
using Telemetry.Storage;
using Telemetry.Storage.Migrations;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Schema;

/// <summary>Inserts the same files into one variant and measures what that costs, until merges have settled.</summary>
internal sealed partial class SchemaRun(EngineFixture engine, SchemaFiles files)
{
    private const int Connections = 2;
    private const string Role = "engine";

    /// <summary>Measures one variant; its database is dropped afterwards.</summary>
    public async Task<(SchemaCost Cost, IReadOnlyList<SchemaReading> Readings)> RunAsync(SchemaVariant variant, CancellationToken cancellationToken)
    {
        ClickHouseEndpoint endpoint = await CreateAsync(variant, cancellationToken);
        using var store = new StoreProbe(endpoint);
        IReadOnlyList<string> paths = await files.OfAsync(variant, store, cancellationToken);
        SchemaCost cost = await InsertAsync(variant, store, paths, cancellationToken);
        IReadOnlyList<SchemaReading> readings = variant is { IsRead: true, KeepsNothing: false } ? await SchemaReading.MeasureAsync(variant, store, files, cancellationToken) : [];
        await store.ExecuteAsync($"DROP DATABASE {endpoint.Database} SYNC", cancellationToken);
        return (cost, readings);
    }

    private async Task<SchemaCost> InsertAsync(SchemaVariant variant, StoreProbe store, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var meter = new ProcessMeter([(Role, () => [engine.ProcessId])]);
        var events = new EngineEvents(store);
        await events.StartAsync(cancellationToken);
        meter.Start();
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken },
            async (path, token) => await InsertAsync(variant, store, path, token));
        double insertCpu = meter.Read()[Role].CpuSeconds;
        await MergesSettled.WaitAsync(store, cancellationToken);
        double cpu = meter.Read()[Role].CpuSeconds;
        IReadOnlyDictionary<string, long> counted = await events.ReadAsync(cancellationToken);
        double millions = paths.Count * Rows.RowFiles.RowsPerFile / 1e6;
        IReadOnlyList<DiskShare> disk = variant.KeepsNothing ? [] : await DiskUsage.OfAsync(store, variant.Table, cancellationToken);
        return new SchemaCost(
            variant.Name,
            insertCpu / millions,
            (cpu - insertCpu) / millions,
            cpu / millions,
            counted.GetValueOrDefault("MergedRows") / (millions * 1e6),
            await store.NumberAsync($"SELECT count() FROM system.parts WHERE active AND database = currentDatabase() AND table = '{variant.Table}'", cancellationToken),
            disk.Where(share => share.Kind == "total").Sum(share => share.BytesPerRow),
            disk.Where(share => share.Kind == "index").Sum(share => share.BytesPerRow));
    }

    private static async Task InsertAsync(SchemaVariant variant, StoreProbe store, string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        string sql = $"INSERT INTO {variant.Table} SETTINGS insert_deduplication_token = '{Path.GetFileName(path)}'{variant.InsertSettings} FORMAT Native";
        await store.InsertAsync(sql, file, cancellationToken);
    }

    private async Task<ClickHouseEndpoint> CreateAsync(SchemaVariant variant, CancellationToken cancellationToken)
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();
        using var store = new StoreProbe(endpoint with { Database = "default" });
        await store.ExecuteAsync($"CREATE DATABASE {endpoint.Database}", cancellationToken);
        using var inside = new StoreProbe(endpoint);
        foreach (string statement in MigrationSource.All.SelectMany(migration => MigrationRenderer.Render(migration.Text, cluster: null)))
        {
            if (IsWanted(variant, statement))
            {
                await inside.ExecuteAsync(Changed(variant, statement), cancellationToken);
            }
        }

        return endpoint;
    }

    private static bool IsWanted(SchemaVariant variant, string statement) =>
        statement.StartsWith("CREATE TABLE", StringComparison.Ordinal)
        || variant.Views.Any(view => statement.StartsWith($"CREATE MATERIALIZED VIEW IF NOT EXISTS {view} ", StringComparison.Ordinal));

    private static string Changed(SchemaVariant variant, string statement)
    {
        if (!statement.StartsWith($"CREATE TABLE IF NOT EXISTS {variant.Table}\n", StringComparison.Ordinal))
        {
            return statement;
        }

        foreach ((string text, string instead) in variant.Changes)
        {
            statement = statement.Contains(text, StringComparison.Ordinal)
                ? statement.Replace(text, instead, StringComparison.Ordinal)
                : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not in the migration of {variant.Table}."));
        }

        return variant.KeepsNothing ? NullIndexes().Replace(statement[..statement.IndexOf("ENGINE", StringComparison.Ordinal)], "") + "ENGINE = Null" : statement;
    }

    [GeneratedRegex(@",?\n    INDEX .*")]
    private static partial Regex NullIndexes();
}

/// <summary>What a variant cost, per million rows.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="InsertCpu">CPU seconds of the engine until the last insert was answered, merges of that time included.</param>
/// <param name="MergeCpu">CPU seconds from then until merges had settled.</param>
/// <param name="Cpu">Both.</param>
/// <param name="MergedRowsPerRow">How often a row was written again, in all tables.</param>
/// <param name="Parts">In the end.</param>
/// <param name="BytesPerRow">Of the table, on disk.</param>
/// <param name="IndexBytesPerRow">Of its skipping indexes.</param>
internal sealed record SchemaCost(
    string Variant, double InsertCpu, double MergeCpu, double Cpu, double MergedRowsPerRow, long Parts, double BytesPerRow, double IndexBytesPerRow);
