using System.Globalization;
using Telemetry.Benchmarks.Rows;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Reading;

/// <summary>
/// Five million log records, and a million spans or so, of 30 hours, written by the engine into the product's own tables, with all their indexes and views, in
/// inserts as large as the worker's. The way through the gateway is another benchmark's matter.
/// </summary>
/// <param name="store">The engine.</param>
/// <param name="start">Of the data.</param>
/// <param name="spans">How many.</param>
internal sealed class ReadingData(StoreProbe store, DateTimeOffset start, int spans = ReadingData.Spans)
{
    /// <summary>Log records.</summary>
    public const int Logs = 5_000_000;

    /// <summary>Spans, where nothing else is said.</summary>
    public const int Spans = 1_000_000;

    private const int Connections = 2;

    private readonly long _startNanoseconds = start.ToUnixTimeMilliseconds() * 1_000_000;

    /// <summary>Writes a share of everything, oldest first.</summary>
    /// <param name="from">0 to 1.</param>
    /// <param name="to">0 to 1.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(double from, double to, CancellationToken cancellationToken)
    {
        await WriteAsync("otel_logs", (int)(from * Logs), (int)(to * Logs), first => LogRows.Select(first, RowFiles.RowsPerFile, _startNanoseconds), cancellationToken);
        await WriteAsync("otel_traces", (int)(from * spans), (int)(to * spans), first => SpanRows.Select(first, RowFiles.RowsPerFile, _startNanoseconds, SpanRows.NanosecondsApart * Spans / spans), cancellationToken);
    }

    /// <summary>Whether new parts of the two large tables are merged.</summary>
    public async Task MergeAsync(bool isOn, CancellationToken cancellationToken)
    {
        foreach (string table in new[] { "otel_logs", "otel_traces" })
        {
            await store.ExecuteAsync($"SYSTEM {(isOn ? "START" : "STOP")} MERGES {store.Endpoint.Database}.{table}", cancellationToken);
        }
    }

    private Task WriteAsync(string table, int from, int to, Func<long, string> rows, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(from / RowFiles.RowsPerFile, (to - from) / RowFiles.RowsPerFile),
        new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken },
        async (block, token) => await store.ExecuteAsync(Insert(table, rows((long)block * RowFiles.RowsPerFile)), token));

    private static string Insert(string table, string rows) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO {table} SELECT * FROM ({rows})
        SETTINGS max_threads = 1, max_block_size = {RowFiles.RowsPerFile}, preferred_block_size_bytes = 0
        """);
}
