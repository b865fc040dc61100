using Microsoft.Extensions.Options;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>
/// Reads log records page by page. Order: time, newest first; among records of the same nanosecond, by a hash of their content. The hash is
/// only computed where a page ends between such records: everywhere else the time alone decides, and reading stays along the sort key.
/// </summary>
internal sealed class LogPageReader(QueryRunner runner, TimeProvider time, IOptions<QueryOptions> options)
{
    // Of a frequent word that many are found in a few granules, which is what an attempt in vain costs; of a seldom one each lies in a granule of its own.
    private const int Few = 101;

    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.MaxSecondsPerPage);

    /// <summary>The page behind <paramref name="after"/>, or the first one.</summary>
    public async Task<StoredLogPage> ReadAsync(SearchRequest request, IReadOnlyList<string> releases, int limit, LogCursor? after, CancellationToken cancellationToken)
    {
        var page = new LogPageBuilder(request.Window, limit);
        if (after is { Tie: { } tie } inTie)
        {
            page.AddSameTime(inTie.Timestamp, tie, await ReadSameTimeAsync(request, releases, inTie.Timestamp, tie, limit + 1, cancellationToken));
        }

        TimeWindow rest = after is { } cursor ? request.Window with { To = Earlier(request.Window.To, cursor.Timestamp) } : request.Window;
        await ReadBackAsync(request with { Window = rest }, releases, page, cancellationToken);
        if (page.SplitLastTime() is { } split)
        {
            page.AddSameTime(split, default, await ReadSameTimeAsync(request, releases, split, default, page.Missing, cancellationToken));
        }

        return page.Build();
    }

    private async Task ReadBackAsync(SearchRequest request, IReadOnlyList<string> releases, LogPageBuilder page, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        bool isIndexed = SearchCompiler.UsesIndex(request.Query, SearchSchema.Logs);
        if (isIndexed && WindowLadder.Few(request.Window) is { } few && await ReadFewAsync(request with { Window = few }, releases, page, cancellationToken))
        {
            request = request with { Window = request.Window with { To = few.From } };
        }

        foreach (SearchStep step in WindowLadder.Steps(request.Window, isIndexed))
        {
            if (page.IsFull || (page.HasLooked && time.GetElapsedTime(started) > _limit))
            {
                return;
            }

            SqlStatement statement = LogPageQuery.Newest(request with { Window = step.Window }, releases, step.InOrder, page.Missing);
            try
            {
                page.Add(step.Window, await runner.ReadAsync(statement, LogRow.Read, cancellationToken));
            }
            catch (QueryFailedException exception) when (exception.Failure == QueryFailure.TooMuchTime && page.HasLooked)
            {
                // What was found is worth showing; the page says how far it reaches.
                return;
            }
        }

        page.Complete();
    }

    /// <summary>Reads the window if it holds few records; if it holds more, that is found out after reading a few of them, and nothing is added.</summary>
    private async Task<bool> ReadFewAsync(SearchRequest request, IReadOnlyList<string> releases, LogPageBuilder page, CancellationToken cancellationToken)
    {
        try
        {
            List<StoredLog> rows = await runner.ReadAsync(LogPageQuery.Any(request, releases, Few), LogRow.Read, cancellationToken);
            if (rows.Count == Few)
            {
                return false;
            }

            page.Add(request.Window, [.. rows.OrderByDescending(row => row.Timestamp).Take(page.Missing)]);
            return true;
        }
        catch (QueryFailedException exception) when (exception.Failure == QueryFailure.TooMuchTime)
        {
            return false;
        }
    }

    private Task<List<HashedLog>> ReadSameTimeAsync(
        SearchRequest request, IReadOnlyList<string> releases, UnixNanoseconds timestamp, LogTie after, int limit, CancellationToken cancellationToken)
    {
        var nanosecond = new TimeWindow(timestamp, new UnixNanoseconds(timestamp.Value + 1));
        SqlStatement statement = LogPageQuery.SameTime(request with { Window = nanosecond }, releases, after, limit);
        return runner.ReadAsync(statement, reader => new HashedLog(LogRow.Read(reader), reader.GetUInt64(LogRow.Count)), cancellationToken);
    }

    private static UnixNanoseconds Earlier(UnixNanoseconds left, UnixNanoseconds right) => left < right ? left : right;
}
