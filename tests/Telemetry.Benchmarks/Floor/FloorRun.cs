using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Benchmarks.Processes;
using Telemetry.Storage.Migrations;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Floor;

/// <summary>
/// The least that storing these rows can cost: the files, inserted by plain HTTP over two connections into the same tables (same migrations,
/// in a database of their own), until merges have settled.
/// </summary>
internal sealed class FloorRun(StoreProbe store, int engineProcess)
{
    private const int Connections = 2;

    /// <summary>Inserts and measures; the database is dropped afterwards.</summary>
    /// <param name="before">What the line's table held before its clock started: merges of the new rows with these are part of the cost of both.</param>
    /// <param name="files">What is measured.</param>
    /// <param name="table">Where they go.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<FloorResult> RunAsync(NativeFiles before, NativeFiles files, string table, CancellationToken cancellationToken)
    {
        var endpoint = store.Endpoint with { Database = $"floor_{Guid.NewGuid():N}" };
        await new MigrationRunner(endpoint, NullLogger<MigrationRunner>.Instance).RunAsync(cancellationToken);
        using var floor = new StoreProbe(endpoint);
        var meter = new ProcessMeter([(Role, () => [engineProcess])]);
        await InsertAllAsync(floor, before, table, cancellationToken);
        await MergesSettled.WaitAsync(floor, cancellationToken);
        EngineWork workBefore = await EngineWork.OfAsync(store, cancellationToken);
        meter.Start();

        await InsertAllAsync(floor, files, table, cancellationToken);
        TimeSpan inserted = meter.Elapsed;
        double insertCpu = meter.Read()[Role].CpuSeconds;
        await MergesSettled.WaitAsync(floor, cancellationToken);
        var result = new FloorResult(table, files.Rows, inserted, meter.Elapsed, insertCpu, meter.Read()[Role].CpuSeconds,
            await EngineWork.OfAsync(store, cancellationToken) - workBefore);
        await store.ExecuteAsync($"DROP DATABASE {endpoint.Database} SYNC", cancellationToken);
        return result;
    }

    private const string Role = "engine";

    private static Task InsertAllAsync(StoreProbe floor, NativeFiles files, string table, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        files.Paths,
        new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken },
        async (path, token) => await InsertAsync(floor, table, path, token));

    private static async Task InsertAsync(StoreProbe floor, string table, string path, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        string sql = $"INSERT INTO {table} SETTINGS insert_deduplication_token = '{path}' FORMAT Native";
        await floor.InsertAsync(sql, file, cancellationToken);
    }
}

/// <summary>What the floor cost.</summary>
/// <param name="Table">Logs or spans.</param>
/// <param name="Rows">Inserted.</param>
/// <param name="Inserted">Until the last insert was answered.</param>
/// <param name="Settled">Until merges had settled.</param>
/// <param name="InsertCpuSeconds">Of the engine, until the last insert was answered.</param>
/// <param name="CpuSeconds">Of the engine, until merges had settled.</param>
/// <param name="Work">What the engine did, until merges had settled.</param>
internal sealed record FloorResult(string Table, long Rows, TimeSpan Inserted, TimeSpan Settled, double InsertCpuSeconds, double CpuSeconds, EngineWork Work)
{
    public double RowsPerSecond => Rows / Inserted.TotalSeconds;

    public double InsertCpuSecondsPerMillion => InsertCpuSeconds / (Rows / 1e6);

    public double CpuSecondsPerMillion => CpuSeconds / (Rows / 1e6);
}
