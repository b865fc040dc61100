using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>Counts log records.</summary>
internal sealed class LogCountReader(QueryRunner runner)
{
    private const int HistogramGroups = 10;

    /// <summary>How many match, by field when one is given.</summary>
    public async Task<StoredCount> CountAsync(SearchRequest request, IReadOnlyList<string> releases, string? by, CancellationToken cancellationToken)
    {
        if (by is null)
        {
            List<long> total = await runner.ReadAsync(LogCountQuery.Total(request, releases), reader => (long)reader.GetUInt64(0), cancellationToken);
            return new StoredCount(total[0], []);
        }

        var groups = await runner.ReadAsync(
            LogCountQuery.Groups(request, releases, by, LogReader.MaxGroups),
            reader => (Group: new StoredGroup(reader.GetString(0), (long)reader.GetUInt64(1)), Total: (long)reader.GetUInt64(2)),
            cancellationToken);
        return new StoredCount(groups.Count == 0 ? 0 : groups[0].Total, [.. groups.Select(row => row.Group)]);
    }

    /// <summary>How many match over time, by the largest groups of a field when one is given.</summary>
    public async Task<StoredHistogram> CountOverTimeAsync(
        SearchRequest request, IReadOnlyList<string> releases, int maxBuckets, string? by, CancellationToken cancellationToken)
    {
        BucketGrid grid = BucketGrid.Over(request.Window, maxBuckets);
        string[] groups = by is null ? [] : [.. (await CountAsync(request, releases, by, cancellationToken)).Groups.Take(HistogramGroups).Select(group => group.Key)];
        var counts = await runner.ReadAsync(
            LogCountQuery.Buckets(request, releases, grid, by, groups),
            reader => (Bucket: reader.GetInt64(0), Group: (int)reader.GetUInt32(1), Count: (long)reader.GetUInt64(2)),
            cancellationToken);

        var totals = new long[grid.Count];
        var byGroup = new Dictionary<string, long>?[grid.Count];
        foreach ((long bucket, int group, long count) in counts)
        {
            totals[bucket] += count;
            if (group > 0)
            {
                (byGroup[bucket] ??= [])[groups[group - 1]] = count;
            }
        }

        StoredBucket[] buckets = [.. totals.Select((total, i) => new StoredBucket(total, byGroup[i] ?? []))];
        return new StoredHistogram(buckets, grid.Start, grid.WidthNanoseconds);
    }
}
