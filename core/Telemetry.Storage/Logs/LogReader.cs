using Telemetry.Model.Search;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>Reads log records. Every answer may throw <see cref="Queries.QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class LogReader
{
    /// <summary>Groups of a count, at most.</summary>
    public const int MaxGroups = 100;

    private const string Table = "otel_logs";

    private readonly ReleaseList _releases;
    private readonly LogPageReader _pages;
    private readonly LogCountReader _counts;

    internal LogReader(ReleaseList releases, LogPageReader pages, LogCountReader counts)
    {
        _releases = releases;
        _pages = pages;
        _counts = counts;
    }

    /// <summary>What is wrong with a query on logs; null when it can be answered.</summary>
    public static SearchProblem? FindProblem(SearchNode query) => SearchCompiler.FindProblem(query, SearchSchema.Logs);

    /// <summary>Whether logs can be counted by that field.</summary>
    public static bool CanGroupBy(string field) => SearchCompiler.CanGroupBy(field, SearchSchema.Logs);

    /// <summary>A page, newest first.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="limit">Records, 1 or more.</param>
    /// <param name="after">Where the page before this one ended; null for the first.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredLogPage> ReadPageAsync(SearchRequest request, int limit, LogCursor? after, CancellationToken cancellationToken) =>
        await _pages.ReadAsync(request, await ReleasesAsync(request, cancellationToken), limit, after, cancellationToken);

    /// <summary>How many match; by field when one is given, which <see cref="CanGroupBy"/> has allowed.</summary>
    public async Task<StoredCount> CountAsync(SearchRequest request, string? by, CancellationToken cancellationToken) =>
        await _counts.CountAsync(request, await ReleasesAsync(request, cancellationToken), by, cancellationToken);

    /// <summary>How many match over time, in at most so many buckets.</summary>
    public async Task<StoredHistogram> CountOverTimeAsync(SearchRequest request, int maxBuckets, string? by, CancellationToken cancellationToken) =>
        await _counts.CountOverTimeAsync(request, await ReleasesAsync(request, cancellationToken), maxBuckets, by, cancellationToken);

    private Task<IReadOnlyList<string>> ReleasesAsync(SearchRequest request, CancellationToken cancellationToken) =>
        _releases.ReadAsync(request, SearchSchema.Logs, Table, cancellationToken);
}
