using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Search;
using Telemetry.Storage.Spans;

namespace Telemetry.Query.Api.Traces;

/// <summary>Reads traces.</summary>
internal static class TraceEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;
    private const int DefaultSample = 400;
    private const int MaxSpans = 10_000;
    private const int TraceIdLength = 32;

    /// <summary>Adds them below the traces of a project.</summary>
    public static void MapTraces(this RouteGroupBuilder traces)
    {
        traces.MapGet("", ListAsync).WithName("ListTraces").WithSummary("Traces with a matching span, those with the newest first, page by page");
        traces.MapGet("/scatter", DrawSampleAsync).WithName("SampleTraces").WithSummary("A sample of the traces with a matching span, with times and durations, for a chart");
        traces.MapGet("/{traceId}", FindAsync).WithName("GetTrace").WithSummary("All spans of one trace, by start, at most 10,000");
    }

    private static async Task<Results<Ok<TracePage>, ProblemHttpResult>> ListAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Traces, 1 to 1000. Default: 50.")] string? limit,
        [FromQuery, Description("From 'next' of the page before; it carries the range, so 'from' and 'to' are not needed with it.")] string? cursor,
        TraceReader traces,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, TraceReader.FindProblem));
        int size = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        TraceCursor? after = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (TraceCursorText.Read(cursor, search.Query) is not { } read)
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

        StoredTracePage page = await traces.ReadPageAsync(request, size, after, cancellationToken);
        string? next = page.Next is { } place ? TraceCursorText.Write(request.Window, search.Query, place) : null;
        return TypedResults.Ok(new TracePage([.. page.Items.Select(TraceItems.From)], next, LogItems.From(page.Searched)));
    }

    private static async Task<Results<Ok<TraceScatter>, ProblemHttpResult>> DrawSampleAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Traces, 1 to 1000. Default: 400.")] string? limit,
        TraceReader traces,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, TraceReader.FindProblem));
        int size = parameters.Number("limit", limit, DefaultSample, 1, MaxLimit);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredTraceScatter scatter = await traces.ReadScatterAsync(request, size, cancellationToken);
        return TypedResults.Ok(new TraceScatter([.. scatter.Items.Select(TraceItems.From)], scatter.Total, scatter.IsComplete, LogItems.From(request.Window)));
    }

    private static async Task<Results<Ok<TraceDetail>, ProblemHttpResult>> FindAsync(
        string project,
        [Description("32 hex digits.")] string traceId,
        TraceReader traces,
        CancellationToken cancellationToken)
    {
        string id = traceId.ToLowerInvariant();
        if (id.Length != TraceIdLength || !id.All(char.IsAsciiHexDigit))
        {
            return ApiProblem.Parameter("traceId", "A trace id has 32 hex digits.");
        }

        return await traces.FindAsync(ProjectAccess.Parse(project), id, MaxSpans, cancellationToken) is { } trace
            ? TypedResults.Ok(TraceItems.From(id, trace))
            : ApiProblem.NotFound("There is no such trace in this project. It may not have arrived yet, or it is older than the retention.");
    }
}
