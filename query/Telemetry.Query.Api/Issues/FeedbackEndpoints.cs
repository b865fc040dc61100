using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Feedback;

namespace Telemetry.Query.Api.Issues;

/// <summary>What people write: about the crashes of an issue, or to the project.</summary>
internal static class FeedbackEndpoints
{
    /// <summary>Adds them below a project.</summary>
    public static void MapFeedback(this RouteGroupBuilder project)
    {
        project.MapGet("/issues/{issue}/feedback", ListOfIssueAsync).WithTags("Issues").WithName("ListIssueFeedback").WithSummary("What people wrote about the crashes of an issue, the newest first, page by page");
        project.MapGet("/feedback", ListAsync).WithTags("Issues").WithName("ListFeedback").WithSummary("All that people wrote, the newest first, page by page");
    }

    private static async Task<Results<Ok<FeedbackList>, ProblemHttpResult>> ListOfIssueAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] FeedbackParameters asked,
        IssueParts parts,
        FeedbackReader feedback,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        FeedbackRequest request = FeedbackRequest.Read(asked, about: issue, parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        return await parts.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken) is { } found
            ? TypedResults.Ok(request.Page(await feedback.ListOfIssueAsync(ProjectAccess.Parse(project), found.Hashes, request.Slice, cancellationToken)))
            : ApiProblem.NotFound(IssueParameters.Missing);
    }

    private static async Task<Results<Ok<FeedbackList>, ProblemHttpResult>> ListAsync(
        string project,
        [AsParameters] FeedbackParameters asked,
        [FromQuery(Name = "without_event"), Description("'true': only what is about no crash. Default: all.")] string? withoutEvent,
        FeedbackReader feedback,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        if (withoutEvent is not (null or "" or "true" or "false"))
        {
            return ApiProblem.Parameter("without_event", "'without_event' must be true or false.");
        }

        bool only = withoutEvent == "true";
        FeedbackRequest request = FeedbackRequest.Read(asked, about: only ? "/none" : "/all", parameters);
        return parameters.Problem is { } problem
            ? problem
            : TypedResults.Ok(request.Page(await feedback.ListOfProjectAsync(ProjectAccess.Parse(project), only, request.Slice, cancellationToken)));
    }
}
