using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Search;

namespace Telemetry.Query.Api.Logs;

/// <summary>Reads log records.</summary>
internal static class LogEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;
    private const int DefaultBuckets = 60;
    private const int MaxBuckets = 500;

    /// <summary>Adds them below the logs of a project.</summary>
    public static void MapLogs(this RouteGroupBuilder logs)
    {
        logs.MapGet("", ListAsync).WithName("ListLogs").WithSummary("Log records, newest first, page by page");
        logs.MapGet("/count", CountAsync).WithName("CountLogs").WithSummary("How many log records match, by field if asked");
        logs.MapGet("/histogram", CountOverTimeAsync).WithName("CountLogsOverTime").WithSummary("How many log records match over time");
    }

    private static async Task<Results<Ok<LogPage>, ProblemHttpResult>> ListAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Records, 1 to 1000. Default: 100.")] string? limit,
        [FromQuery, Description("From 'next' of the page before; it carries the range, so 'from' and 'to' are not needed with it.")] string? cursor,
        LogReader logs,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, LogReader.FindProblem));
        int size = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        LogCursor? after = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (LogCursorText.Read(cursor, search.Query) is not { } read)
            {
                return ApiProblem.Parameter("cursor", "The cursor is none of this query. Start again without it.");
            }

            after = read.Cursor;
            request = request with { Window = read.Range };
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredLogPage page = await logs.ReadPageAsync(request, size, after, cancellationToken);
        string? next = page.Next is { } place ? LogCursorText.Write(request.Window, search.Query, place) : null;
        return TypedResults.Ok(new LogPage([.. page.Items.Select(LogItems.From)], next, LogItems.From(page.Searched)));
    }

    private static async Task<Results<Ok<LogCount>, ProblemHttpResult>> CountAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("A field to count by, for example level, service or attributes.http.route. At most 100 groups, the largest.")] string? by,
        LogReader logs,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, LogReader.FindProblem));
        string? field = GroupBy(by, parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredCount count = await logs.CountAsync(request, field, cancellationToken);
        return TypedResults.Ok(new LogCount(count.Total, [.. count.Groups.Select(group => new CountGroup(group.Key, group.Count))]));
    }

    private static async Task<Results<Ok<LogHistogram>, ProblemHttpResult>> CountOverTimeAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Buckets at most, 1 to 500; their width is the next one people think in. Default: 60.")] string? buckets,
        [FromQuery, Description("A field to count by in each bucket; its ten largest groups are shown.")] string? by,
        LogReader logs,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, LogReader.FindProblem));
        int max = parameters.Number("buckets", buckets, DefaultBuckets, 1, MaxBuckets);
        string? field = GroupBy(by, parameters);
        return parameters.Problem is { } problem
            ? problem
            : TypedResults.Ok(LogItems.From(await logs.CountOverTimeAsync(request, max, field, cancellationToken)));
    }

    private static string? GroupBy(string? by, ParameterReader parameters)
    {
        if (string.IsNullOrEmpty(by))
        {
            return null;
        }

        if (!LogReader.CanGroupBy(by))
        {
            parameters.Fail(ApiProblem.Parameter("by", $"Logs cannot be counted by '{by}': it has too many values. Use level, service, release, environment or an attribute."));
        }

        return by;
    }
}
