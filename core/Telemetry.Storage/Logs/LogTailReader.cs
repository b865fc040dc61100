using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>Reads log records as they come in. Every answer may throw <see cref="QueryFailedException"/>; asking again for the same inserts is safe.</summary>
public sealed class LogTailReader
{
    private readonly QueryRunner _runner;
    private readonly LogArrivals _arrivals;

    internal LogTailReader(QueryRunner runner, LogArrivals arrivals, bool isSupported)
    {
        _runner = runner;
        _arrivals = arrivals;
        IsSupported = isSupported;
    }

    /// <summary>Whether the store counts its inserts in one row: a single node does, a cluster counts on each shard by itself.</summary>
    public bool IsSupported { get; }

    /// <summary>The number of the newest insert.</summary>
    /// <param name="fresh">Whether an answer that is a moment old will not do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<long> FindNewestAsync(bool fresh, CancellationToken cancellationToken) => _arrivals.FindNewestAsync(fresh, cancellationToken);

    /// <summary>What came with these inserts: the newest <paramref name="limit"/> matching records, and how many more there are.</summary>
    public async Task<StoredArrivals> ReadAsync(ProjectId project, BlockRange blocks, SearchNode query, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = SearchCompiler.ComparesReleases(query, SearchSchema.Logs)
            ? await _runner.ReadAsync(LogTailQuery.Releases(project, blocks), reader => reader.GetString(0), cancellationToken)
            : [];
        List<StoredLog> rows = await _runner.ReadAsync(LogTailQuery.Newest(project, blocks, query, releases, limit + 1), LogRow.Read, cancellationToken);
        if (rows.Count <= limit)
        {
            rows.Reverse();
            return new StoredArrivals(rows, LeftOut: 0);
        }

        List<long> total = await _runner.ReadAsync(LogTailQuery.Count(project, blocks, query, releases), reader => (long)reader.GetUInt64(0), cancellationToken);
        return new StoredArrivals([.. rows.Take(limit).Reverse()], total[0] - limit);
    }
}

/// <summary>What came in.</summary>
/// <param name="Items">Oldest first, in an order that is the same whenever it is asked for.</param>
/// <param name="LeftOut">Matching records beyond the limit, all of them older than these.</param>
public sealed record StoredArrivals(IReadOnlyList<StoredLog> Items, long LeftOut);
