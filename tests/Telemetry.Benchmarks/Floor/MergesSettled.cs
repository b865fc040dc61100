using System.Diagnostics;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Floor;

/// <summary>Waits until the engine has nothing left to merge.</summary>
internal static class MergesSettled
{
    // The engine looks for the next merge at growing intervals, so a short gap between two is not the end.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Returns when no merge ran, and no part came or went, for four seconds; those are then subtracted by nobody, and cost next to nothing.</summary>
    /// <exception cref="TimeoutException">Merges went on for ten minutes.</exception>
    public static async Task WaitAsync(StoreProbe store, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Poll);
        long started = Stopwatch.GetTimestamp(), changed = started;
        string last = "";
        while (Stopwatch.GetElapsedTime(changed) < Quiet)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            string now = await StateAsync(store, cancellationToken);
            changed = now == last && now.StartsWith("0 ", StringComparison.Ordinal) ? changed : Stopwatch.GetTimestamp();
            last = now;
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException("Merges did not settle.");
            }
        }
    }

    private static async Task<string> StateAsync(StoreProbe store, CancellationToken cancellationToken) => string.Join(' ', (await store.RowsAsync("""
        SELECT
            (SELECT count() FROM system.merges),
            (SELECT groupBitXor(cityHash64(database, table, name)) FROM system.parts WHERE active AND database NOT IN ('system'))
        """, cancellationToken)).Single());
}
