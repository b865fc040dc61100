using System.Globalization;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Processes;

/// <summary>What the engine has done so far, by its own counters; the difference of two readings is what a run made it do.</summary>
/// <param name="Inserts">Statements.</param>
/// <param name="InsertedRows">Rows of them, those that views write included.</param>
/// <param name="Merges">Merges that began.</param>
/// <param name="MergedRows">Rows that merges read: beside <paramref name="InsertedRows"/>, how often a row is written again.</param>
internal readonly record struct EngineWork(long Inserts, long InsertedRows, long Merges, long MergedRows)
{
    /// <summary>Reads the counters.</summary>
    public static async Task<EngineWork> OfAsync(StoreProbe store, CancellationToken cancellationToken)
    {
        Dictionary<string, long> events = (await store.RowsAsync(
            "SELECT event, value FROM system.events WHERE event IN ('InsertQuery', 'InsertedRows', 'Merge', 'MergedRows')", cancellationToken))
            .ToDictionary(row => row[0], row => long.Parse(row[1], CultureInfo.InvariantCulture));
        return new EngineWork(
            events.GetValueOrDefault("InsertQuery"), events.GetValueOrDefault("InsertedRows"), events.GetValueOrDefault("Merge"), events.GetValueOrDefault("MergedRows"));
    }

    public static EngineWork operator -(EngineWork left, EngineWork right) => new(
        left.Inserts - right.Inserts, left.InsertedRows - right.InsertedRows, left.Merges - right.Merges, left.MergedRows - right.MergedRows);
}
