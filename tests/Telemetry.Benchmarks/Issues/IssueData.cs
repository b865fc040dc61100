using Telemetry.Benchmarks.Crashes;
using Telemetry.Benchmarks.Floor;
using Telemetry.Testing;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Issues;

/// <summary>
/// Ten thousand issues and five million crashes of two weeks: one real crash for each issue through Sentry's door, which makes the issues, and copies of those rows inside the store. The
/// first issue has a million of them. Copies have no document: only a crash's own page reads it.
/// </summary>
internal sealed class IssueData(RunningSystem system)
{
    /// <summary>Issues.</summary>
    public const int Issues = 10_000;

    /// <summary>Crashes of the first issue.</summary>
    public const long Largest = 1_000_000;

    /// <summary>All crashes.</summary>
    public const long Crashes = 5_000_000;

    private const int Clients = 8;
    private const int CopiesAtOnce = 50;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(5);

    /// <summary>Writes all of it and waits until merges have settled.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        SentryEvents events = await SentryEvents.MakeAsync(Issues, 5_000, cancellationToken);
        using var load = new SentryLoad(system.Worker.Process.Ready.Project?.Dsn ?? "");
        await load.SendAsync(events, 0, Issues, Clients, cancellationToken);
        await Eventually.HoldsAsync(
            async () => await system.Store.NumberAsync("SELECT count() FROM crashes", cancellationToken) == Issues, DrainLimit, $"{Issues} crashes are stored", cancellationToken);
        long each = (Crashes - Largest) / Issues;
        for (long copied = 0; copied < each; copied += CopiesAtOnce)
        {
            await CopyAsync("", copied, CopiesAtOnce, cancellationToken);
        }

        for (long copied = 0; copied < Largest; copied += 100_000)
        {
            await CopyAsync("AND GroupingHash = (SELECT min(GroupingHash) FROM crashes)", 1_000_000 + copied, 100_000, cancellationToken);
        }

        await MergesSettled.WaitAsync(system.Store, cancellationToken);
    }

    /// <summary>The id of the largest issue's newest crash.</summary>
    public async Task<string> NewestOfLargestAsync(CancellationToken cancellationToken) => (await system.Store.RowsAsync(
        "SELECT CrashId FROM crashes WHERE GroupingHash = (SELECT GroupingHash FROM crash_counts GROUP BY GroupingHash ORDER BY sum(Events) DESC LIMIT 1) AND Document != '{}' LIMIT 1", cancellationToken)).Single().Single();

    // Times over two weeks, people of ten thousand, three of eight releases, and a fact that goes with the hash of the number, so that not all are the same.
    private Task CopyAsync(string where, long first, long count, CancellationToken cancellationToken) => system.Store.ExecuteAsync(
        $"""
        INSERT INTO crashes
        SELECT * EXCEPT (n) REPLACE (
            lower(hex(sipHash128(CrashId, n))) AS CrashId,
            Timestamp - toIntervalSecond(cityHash64(CrashId, n) % (14 * 86400)) AS Timestamp,
            '1.' || toString(GroupingHash % 6 + cityHash64(n, 1) % 3) || '.0' AS Release,
            if(cityHash64(n, 2) % 10 = 0, 'test', 'production') AS Environment,
            1 + cityHash64(CrashId, n, 3) % 10000 AS Affected,
            mapUpdate(Facts, map('os.name', if(cityHash64(n, 4) % 3 = 0, 'Windows', 'Linux'), 'host.name', 'host-' || toString(cityHash64(n, 5) % 20000))) AS Facts,
            '{"{}"}' AS Document)
        FROM (SELECT * FROM crashes WHERE Document != '{"{}"}' {where}) AS seeds
        CROSS JOIN (SELECT number AS n FROM numbers({first}, {count})) AS copies
        SETTINGS max_insert_threads = 2, min_insert_block_size_rows = 100000
        """,
        cancellationToken);
}
