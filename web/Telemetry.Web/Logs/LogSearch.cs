using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Logs;

/// <summary>What the logs page asks the query API, started at once and awaited where each part is shown.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Histogram">The bars; the total and the counts by severity are their sums.</param>
/// <param name="Newest">The project's newest record at any time, asked for only when there are no rows: an empty page must know whether
/// nothing matched or nothing was ever sent.</param>
/// <param name="Facets">Counts of the values beside the rows.</param>
internal sealed record LogSearch(
    Task<ApiAnswer<LogPage>> Page, Task<ApiAnswer<LogHistogram>> Histogram, Task<ApiAnswer<LogPage>> Newest, Task<ApiAnswer<FacetList>> Facets)
{
    /// <summary>Templates in place of the rows; null when rows are shown.</summary>
    public Task<ApiAnswer<LogPatternList>>? Patterns { get; private init; }

    /// <summary>What the reader has come for.</summary>
    public IReadOnlyList<Task> Wanted => Patterns is null ? [Page, Newest] : [Patterns];

    /// <summary>What stands beside it.</summary>
    public IReadOnlyList<Task> Beside => Patterns is null ? [Histogram, Facets] : [Histogram];

    public const int RowsPerPage = 100;
    private const int Bars = 60;
    private static readonly TimeSpan LongestRetention = TimeSpan.FromDays(400);

    public static LogSearch Start(QueryApiClient api, ProjectDirectory projects, SearchAddress address, UtcRange range, CancellationToken cancellationToken)
    {
        var search = FindAsync(projects, address, range);
        var page = search.ThenAsync(found => SearchAsync(api, address, found, cancellationToken));
        if (address.View.IsLive)
        {
            return OnlyRows(page);
        }

        // Counting takes all cores for longer than the rows; those would come later for it.
        var histogram = search.ThenAsync(found => AfterAsync(page, () => api.GetLogHistogramAsync(found, Bars, "level", cancellationToken)));
        if (address.View.IsPatterns)
        {
            return OnlyRows(page) with { Histogram = histogram, Patterns = search.ThenAsync(found => api.GetLogPatternsAsync(found, cancellationToken)) };
        }

        var facets = search.ThenAsync(found => AfterAsync(page, () => api.GetFacetsAsync("logs", found, cancellationToken)));
        var newest = search.ThenAsync(found => NewestIfEmptyAsync(api, page, found, cancellationToken));
        return new LogSearch(page, histogram, newest, facets);
    }

    private static async Task<ApiAnswer<T>> AfterAsync<T>(Task before, Func<Task<ApiAnswer<T>>> ask)
        where T : class
    {
        await before;
        return await ask();
    }

    // Who follows records looks at the records; counting them anew all the time would be for nobody.
    private static LogSearch OnlyRows(Task<ApiAnswer<LogPage>> page)
    {
        var none = new ApiFailure(ApiFailureKind.NotFound, "");
        return new LogSearch(page, Task.FromResult<ApiAnswer<LogHistogram>>(none), page, Task.FromResult<ApiAnswer<FacetList>>(none));
    }

    /// <summary>What an address searches for, in the project it means.</summary>
    public static async Task<ApiAnswer<ApiSearch>> FindAsync(ProjectDirectory projects, SearchAddress address, UtcRange range)
    {
        var project = await projects.FindAsync(address.Project);
        return project.Value is { } found ? new ApiSearch(found.Id, address.Scope.Apply(address.Query), range) : project.Failure ?? new ApiFailure(ApiFailureKind.NotFound, "");
    }

    // What is wrong with a query is asked of the query as typed: the place must be one in the box.
    private static async Task<ApiAnswer<LogPage>> SearchAsync(QueryApiClient api, SearchAddress address, ApiSearch search, CancellationToken cancellationToken)
    {
        var answer = await api.SearchLogsAsync(search, RowsPerPage, address.Cursor, cancellationToken);
        return answer.Failure?.Kind is ApiFailureKind.BadQuery && search.Query != address.Query
            ? await api.SearchLogsAsync(search with { Query = address.Query }, RowsPerPage, null, cancellationToken)
            : answer;
    }

    private static async Task<ApiAnswer<LogPage>> NewestIfEmptyAsync(
        QueryApiClient api, Task<ApiAnswer<LogPage>> page, ApiSearch search, CancellationToken cancellationToken)
    {
        var answer = await page;
        if (answer.Value is not { Items: [] })
        {
            return answer;
        }

        var ever = new UtcRange(search.Range.To - LongestRetention, search.Range.To);
        return await api.SearchLogsAsync(search with { Query = "", Range = ever }, 1, null, cancellationToken);
    }
}
