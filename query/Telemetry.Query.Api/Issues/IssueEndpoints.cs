using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues.Rules;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>What people decide about issues.</summary>
internal static class IssueEndpoints
{
    private const int MaxChanges = 5000;

    /// <summary>Adds them below a project.</summary>
    public static void MapIssues(this RouteGroupBuilder project)
    {
        RouteGroupBuilder issues = project.MapGroup("/issues").WithTags("Issues");
        RouteGroupBuilder changes = issues.MapGroup("").RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden);
        changes.MapPatch("/{issue}", EditAsync).TakesJson<IssuePatch>().ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("UpdateIssue").WithSummary("Resolves, archives, reopens, assigns or prioritises an issue");
        changes.MapPost("/bulk", EditManyAsync).TakesJson<IssueBulkPatch>().WithName("UpdateIssues").WithSummary("Makes the same change to many issues, all or none");
        changes.MapPost("/undo", UndoAsync).TakesJson<IssueUndo>().WithName("UndoIssueChanges").WithSummary("Takes changes back, where nothing else has changed the issue since");
        changes.MapDelete("/{issue}", DeleteAsync).WithName("DeleteIssue").WithSummary("Deletes an issue for good, and with 'discard' throws its crashes away from now on");
        issues.MapGet("/discarded", ListDiscardedAsync).WithName("ListDiscardedIssues").WithSummary("The issues whose crashes are thrown away");
        changes.MapDelete("/discarded/{shortId}", AcceptAsync).WithName("AcceptIssueAgain").WithSummary("Takes the crashes of a discarded issue in again");
        issues.MapIssueList();
        issues.MapIssueDetails();
        issues.MapMerging();
        issues.MapIssueGroups();
        issues.MapIssueTimeline();
        project.MapCrashes();
        project.MapAttachments();
        project.MapFeedback();
        project.MapOwnership();
        project.MapGroupingRules();
    }

    private static async Task<Results<Ok<EditedIssueItem>, ProblemHttpResult>> EditAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        HttpContext context,
        IssueReader reader,
        IssueEditor editor,
        TimeProvider time,
        [FromServices] IIssueCounts? counts,
        CancellationToken cancellationToken)
    {
        (IssuePatch? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IssuePatch>(context, cancellationToken);
        (IssueEdit? edit, ProblemHttpResult? wrong) = body is null ? (null, problem) : new IssuePatchReader(time.GetUtcNow()).Read(body);
        if (edit is null)
        {
            return wrong ?? ApiProblem.NotFound(IssueParameters.Missing);
        }

        if (await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        IssueEditResult result = await editor.EditAsync(found.Project, [found.Id], edit, context.Actor(), counts, cancellationToken);
        return result switch
        {
            { Problem: { } sentence } => ApiProblem.Parameter("status", sentence),
            { Issues: [{ IsConflict: true }] } => ApiProblem.Conflict("Somebody changed the issue after you read it. Read it again, and decide again."),
            { Issues: [var edited] } => TypedResults.Ok(IssueItems.From(edited)),
            _ => ApiProblem.NotFound(IssueParameters.Missing),
        };
    }

    private static async Task<Results<Ok<EditedIssueList>, ProblemHttpResult>> EditManyAsync(
        string project, HttpContext context, IssueEditor editor, TimeProvider time, [FromServices] IIssueCounts? counts, CancellationToken cancellationToken)
    {
        (IssueBulkPatch? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IssueBulkPatch>(context, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        if (IssueParameters.Ids(body.Issues, IssueEditor.MaxIssues) is not { } ids)
        {
            return ApiProblem.Parameter("issues", $"'issues' must be 1 to {IssueEditor.MaxIssues} ids of issues.");
        }

        (IssueEdit? edit, ProblemHttpResult? wrong) = new IssuePatchReader(time.GetUtcNow()).Read(body.Change ?? new IssuePatch());
        if (edit is null)
        {
            return wrong ?? ApiProblem.Parameter("change", "The change is missing.");
        }

        return Answer(await editor.EditAsync(ProjectAccess.Parse(project), ids, edit, context.Actor(), counts, cancellationToken));
    }

    private static async Task<Results<Ok<EditedIssueList>, ProblemHttpResult>> UndoAsync(string project, HttpContext context, IssueEditor editor, CancellationToken cancellationToken)
    {
        (IssueUndo? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IssueUndo>(context, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        return IssueParameters.Numbers(body.Changes, MaxChanges) is { } changes
            ? Answer(await editor.UndoAsync(ProjectAccess.Parse(project), changes, context.Actor(), cancellationToken))
            : ApiProblem.Parameter("changes", $"'changes' must be 1 to {MaxChanges} ids of changes.");
    }

    private static async Task<Results<Ok<DeletedIssues>, ProblemHttpResult>> DeleteAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [FromQuery, Description("'true': crashes like these are thrown away from now on. Default: the next one makes a new issue.")] string? discard,
        HttpContext context,
        IssueReader reader,
        IssueRemover remover,
        CancellationToken cancellationToken)
    {
        if (discard is not (null or "" or "true" or "false"))
        {
            return ApiProblem.Parameter("discard", "'discard' must be true or false.");
        }

        Issue? found = await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken);
        int deleted = found is null ? 0 : await remover.DeleteAsync(found.Project, [found.Id], discard == "true", context.Actor(), cancellationToken);
        return deleted > 0 ? TypedResults.Ok(new DeletedIssues(deleted)) : ApiProblem.NotFound(IssueParameters.Missing);
    }

    private static async Task<Ok<DiscardedIssueList>> ListDiscardedAsync(string project, IssueRemover remover, CancellationToken cancellationToken) =>
        TypedResults.Ok(new DiscardedIssueList([.. (await remover.ListDiscardedAsync(ProjectAccess.Parse(project), cancellationToken)).Select(IssueItems.From)]));

    private static async Task<Results<Ok<DiscardedIssueList>, ProblemHttpResult>> AcceptAsync(
        string project, [Description("Short id that the issue had.")] string shortId, IssueRemover remover, CancellationToken cancellationToken) =>
        await remover.AcceptAgainAsync(ProjectAccess.Parse(project), shortId, cancellationToken)
            ? await ListDiscardedAsync(project, remover, cancellationToken)
            : ApiProblem.NotFound("No crashes of an issue with this short id are thrown away.");

    private static Results<Ok<EditedIssueList>, ProblemHttpResult> Answer(IssueEditResult result) =>
        result.Problem is { } sentence ? ApiProblem.Parameter("status", sentence) : TypedResults.Ok(new EditedIssueList([.. result.Issues.Select(IssueItems.From)]));
}
