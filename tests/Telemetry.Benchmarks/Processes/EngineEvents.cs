using System.Globalization;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Processes;

/// <summary>
/// The engine's own counters between two looks. Needs nothing of the product and no log of queries; whoever else asks the engine in between is counted
/// along, so nobody does.
/// </summary>
internal sealed class EngineEvents(StoreProbe store)
{
    // A query is counted a moment after its answer has gone out.
    private static readonly TimeSpan CountingDelay = TimeSpan.FromMilliseconds(20);

    // A look is itself a query, counted once it has ended: the same two looks with nothing between them say what it costs.
    private Dictionary<string, long> _last = [];
    private Dictionary<string, long> _ofLook = [];

    /// <summary>Counts from now.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, long> before = await LookAsync(cancellationToken);
        _last = await LookAsync(cancellationToken);
        _ofLook = _last.ToDictionary(one => one.Key, one => one.Value - before.GetValueOrDefault(one.Key));
    }

    /// <summary>What has been counted since the start.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, long> now = await LookAsync(cancellationToken);
        return now.ToDictionary(one => one.Key, one => Math.Max(0, one.Value - _last.GetValueOrDefault(one.Key) - _ofLook.GetValueOrDefault(one.Key)));
    }

    private async Task<Dictionary<string, long>> LookAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(CountingDelay, cancellationToken);
        return (await store.RowsAsync("SELECT event, value FROM system.events", cancellationToken)).ToDictionary(row => row[0], row => long.Parse(row[1], CultureInfo.InvariantCulture));
    }
}
