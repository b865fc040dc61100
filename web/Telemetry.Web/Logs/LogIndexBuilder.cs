using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Logs;

/// <summary>Cuts a search into stretches of a few hundred records by counting: first the whole range, then again whatever part is too full.</summary>
internal sealed class LogIndexBuilder(QueryApiClient api, ApiSearch search, CancellationToken cancellationToken)
{
    /// <summary>Rows of a list, at most.</summary>
    public const int MaxRows = 100_000;

    private const int Enough = 400;
    private const int TooMany = 1000;
    private const int Buckets = 500;

    // A list of 100,000 rows in 40 counts: where records crowd even so, one stretch stays long and is fetched page by page.
    private const int MaxCounts = 40;

    private readonly List<LogSegment> _segments = [];
    private long _rows;
    private int _counts;

    /// <summary>Builds it.</summary>
    /// <param name="from">RFC 3339.</param>
    /// <param name="to">RFC 3339.</param>
    public async Task<ApiAnswer<LogIndex>> BuildAsync(string from, string to)
    {
        var failure = await AddAsync(from, to);
        return failure is null ? new LogIndex(_segments, IsWhole: _rows < MaxRows) : failure;
    }

    private async Task<ApiFailure?> AddAsync(string from, string to)
    {
        _counts++;
        var answer = await api.GetLogHistogramAsync(search with { ExactFrom = from, ExactTo = to }, Buckets, by: null, cancellationToken);
        return answer.Value is { } histogram ? await AddAsync(histogram.Buckets, from, to) : answer.Failure;
    }

    private async Task<ApiFailure?> AddAsync(IReadOnlyList<HistogramBucket> buckets, string from, string to)
    {
        var end = to;
        long gathered = 0;
        for (var index = buckets.Count - 1; index >= 0 && _rows < MaxRows; index--)
        {
            // The first bucket may start before the range.
            var start = index == 0 ? from : buckets[index].Start;
            if (buckets[index].Count > TooMany && _counts < MaxCounts && buckets.Count > 1)
            {
                var bucketEnd = index == buckets.Count - 1 ? to : buckets[index + 1].Start;
                gathered = Close(bucketEnd, end, gathered);
                if (await AddAsync(start, bucketEnd) is { } failure)
                {
                    return failure;
                }

                end = start;
                continue;
            }

            gathered += buckets[index].Count;
            if (gathered >= Enough || index == 0)
            {
                gathered = Close(start, end, gathered);
                end = start;
            }
        }

        return null;
    }

    private long Close(string from, string to, long count)
    {
        if (count > 0)
        {
            _segments.Add(new LogSegment(from, to, count));
            _rows += count;
        }

        return 0;
    }
}
