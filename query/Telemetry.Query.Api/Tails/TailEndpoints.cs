using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Search;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Logs;

namespace Telemetry.Query.Api.Tails;

/// <summary>Follows log records as they come in.</summary>
internal static class TailEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>Adds them below the logs of a project.</summary>
    public static void MapTails(this RouteGroupBuilder logs) => logs.MapGet("/tail", TailAsync)
        .WithName("TailLogs")
        .Produces<LogItem>(StatusCodes.Status200OK, "text/event-stream")
        .ProducesProblem(StatusCodes.Status501NotImplemented)
        .WithSummary("Log records as they come in, as server-sent events")
        .WithDescription(
            "Each event is one record, in the shape of the list, with an id. Connect again with Last-Event-ID, as browsers do by themselves, and it goes on behind that record. "
            + "Records come in the order of their arrival, whatever their own clock says. An event 'dropped' with {\"count\":n} says how many were left out because more came "
            + "than are sent per second; an event 'failed' with a problem document ends the stream. Lines that start with ':' are heartbeats.");

    private static async Task<Results<LogTail, ProblemHttpResult>> TailAsync(
        string project,
        [FromQuery, Description(SearchParameters.QueryText)] string? query,
        [FromHeader(Name = LastEventId), Description("The id of the last event received. Without it the tail starts with what comes from now on.")] string? lastEventId,
        LogTailReader tail,
        LogTailFactory tails,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        SearchNode tree = parameters.Search(query, LogReader.FindProblem);
        TailPosition? last = string.IsNullOrEmpty(lastEventId) ? null : TailPosition.Read(lastEventId, query);
        if (last is null && !string.IsNullOrEmpty(lastEventId))
        {
            parameters.Fail(ApiProblem.Parameter(LastEventId, "The id is none of this query. Start again without it."));
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (!tail.IsSupported)
        {
            return ApiProblem.NotSupported("A cluster cannot be followed: its shards count their inserts each by itself. Ask for the newest records again and again instead.");
        }

        // Before the stream starts, so that a store that is away is a problem document. Fresh, for the place may come from another process, which knew more.
        long newest = await tail.FindNewestAsync(fresh: true, cancellationToken);
        return tails.Create(ProjectAccess.Parse(project), query, tree, last ?? TailPosition.Behind(newest));
    }
}
