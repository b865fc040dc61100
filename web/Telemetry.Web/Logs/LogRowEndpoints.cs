using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Pages.Logs;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Logs;

/// <summary>Pieces of the list of records for its script: rows as HTML, drawn by the same components as the page. Their query is that of the page.</summary>
internal static class LogRowEndpoints
{
    private const int MaxRows = 1000;
    private const int DefaultRows = 500;

    /// <summary>The header with the cursor of the rows behind those of the answer.</summary>
    public const string NextHeader = "X-Next";

    public static void MapLogRows(this IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/logs").RequireAuthorization(WebSession.Policy);
        logs.MapGet("/index", IndexAsync);
        logs.MapGet("/rows", RowsAsync);
        logs.MapGet("/detail", DetailAsync);
    }

    /// <summary>The page's search, from its own query string behind another path.</summary>
    public static async Task<(SearchAddress Address, Task<ApiAnswer<ApiSearch>> Search)> SearchAsync(HttpContext context, ProjectDirectory projects, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var address = SearchAddress.Parse(context.Request, now) with { Path = SearchAddress.Logs.Path };
        var search = LogSearch.FindAsync(projects, address, address.Window.Resolve(now));
        await search;
        return (address, search);
    }

    private static async Task<IResult> IndexAsync(
        HttpContext context, string until, QueryApiClient api, ProjectDirectory projects, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ExactTime.Next(until) is not { } to)
        {
            return TypedResults.BadRequest("'until' is no time.");
        }

        var (address, search) = await SearchAsync(context, projects, time);
        var index = await search.ThenAsync(found => new LogIndexBuilder(api, found, cancellationToken).BuildAsync(UtcTime.Format(address.Window.Resolve(time.GetUtcNow()).From), to));
        return index.Value is { } value ? TypedResults.Ok(value) : ScriptProblem.Of(index.Failure);
    }

    private static async Task<IResult> RowsAsync(
        HttpContext context, QueryApiClient api, ProjectDirectory projects, TimeProvider time, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var (address, search) = await SearchAsync(context, projects, time);
        var rows = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Clamp(limit, 1, MaxRows) : DefaultRows;
        var page = await search.ThenAsync(found => api.SearchLogsAsync(Within(found, query), rows, address.Cursor, cancellationToken));
        if (page.Value is not { } value)
        {
            return ScriptProblem.Of(page.Failure);
        }

        context.Response.Headers[NextHeader] = value.Next;
        return new RazorComponentResult<LogRows>(new Dictionary<string, object?>
        {
            [nameof(LogRows.Items)] = value.Items,
            [nameof(LogRows.Address)] = address.FirstPage(),
            [nameof(LogRows.Now)] = time.GetUtcNow(),
            [nameof(LogRows.Table)] = LogTable.Resolve(context, address.View),
        });
    }

    private static async Task<IResult> DetailAsync(
        HttpContext context, string key, QueryApiClient api, ProjectDirectory projects, TimeProvider time, CancellationToken cancellationToken)
    {
        var (address, _) = await SearchAsync(context, projects, time);
        var record = await RawRecordEndpoint.FindRecordAsync(key, address.Project, api, projects, cancellationToken);
        return record.Value is { } item
            ? new RazorComponentResult<LogDetail>(new Dictionary<string, object?>
            {
                [nameof(LogDetail.Item)] = item,
                [nameof(LogDetail.RecordKey)] = key,
                [nameof(LogDetail.Address)] = address,
            })
            : ScriptProblem.Of(record.Failure);
    }

    // Exact times come beside the page's own, so that links in the rows lead to the page's range.
    private static ApiSearch Within(ApiSearch search, IQueryCollection query)
    {
        var (from, to) = (query["after"].LastOrDefault(), query["before"].LastOrDefault());
        return ExactTime.IsTime(from) && ExactTime.IsTime(to) ? search with { ExactFrom = from, ExactTo = to } : search;
    }
}
