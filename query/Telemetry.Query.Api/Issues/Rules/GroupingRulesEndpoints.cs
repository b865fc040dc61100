using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Grouping;
using Telemetry.Model;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues.Rules;

/// <summary>How a project's crashes are grouped, and why one is where it is.</summary>
internal static class GroupingRulesEndpoints
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Adds them below a project.</summary>
    public static void MapGroupingRules(this RouteGroupBuilder project)
    {
        RouteGroupBuilder rules = project.MapGroup("/grouping-rules").WithTags("Issues");
        rules.MapGet("", ReadAsync).WithName("GetGroupingRules").WithSummary("The rules that change how crashes are grouped");
        rules.MapGet("/revisions", ListAsync).WithName("ListGroupingRuleRevisions").WithSummary("The rules as they were after each of the last 20 changes");
        RouteGroupBuilder changes = rules.MapGroup("").RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden);
        changes.MapPut("", WriteAsync).TakesJson<NewGroupingRules>().ProducesProblem(StatusCodes.Status409Conflict)
            .WithName("SetGroupingRules").WithSummary("Replaces the rules; crashes that are stored stay where they are");
        changes.MapPost("/preview", PreviewAsync).TakesJson<GroupingTrial>().WithName("PreviewGroupingRules").WithSummary("Which of the newest crashes other rules would move; changes nothing");
        project.MapGet("/events/{crash}/grouping", ExplainAsync).WithTags("Issues").WithName("GetEventGrouping").WithSummary("Why a crash is where it is: every part that was looked at");
    }

    private static async Task<Ok<GroupingRulesItem>> ReadAsync(string project, GroupingRulesStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(Item(await store.ReadAsync(ProjectAccess.Parse(project), cancellationToken)));

    private static async Task<Ok<GroupingRulesHistory>> ListAsync(string project, GroupingRulesStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new GroupingRulesHistory([.. (await store.ListAsync(ProjectAccess.Parse(project), cancellationToken)).Select(Item)]));

    private static async Task<Results<Ok<GroupingRulesItem>, ProblemHttpResult>> WriteAsync(string project, HttpContext context, GroupingRulesStore store, CancellationToken cancellationToken)
    {
        (NewGroupingRules? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewGroupingRules>(context, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        if (body is { Fingerprint: null, Stack: null })
        {
            return ApiProblem.Parameter("body", "'fingerprint' and 'stack' are missing. Send empty ones to have no rules.");
        }

        if (RuleTexts.Read(body.Fingerprint ?? "", body.Stack ?? "").Problem is { } wrong)
        {
            return wrong;
        }

        StoredGroupingRules? written = await store.WriteAsync(ProjectAccess.Parse(project), body.Fingerprint ?? "", body.Stack ?? "", body.IfRevision, context.Actor(), cancellationToken);
        return written is null ? ApiProblem.Conflict("Somebody else has changed the rules meanwhile. Read them again, and put your change into what they are now.") : TypedResults.Ok(Item(written));
    }

    private static async Task<Results<Ok<GroupingPreview>, ProblemHttpResult>> PreviewAsync(
        string project, HttpContext context, GroupingRulesStore store, RulePreview preview, CancellationToken cancellationToken)
    {
        (GroupingTrial? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<GroupingTrial>(context, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        (GroupingRules? rules, problem) = RuleTexts.Read(body.Fingerprint ?? "", body.Stack ?? "");
        int crashes = body.Crashes ?? RulePreview.DefaultCrashes;
        if (rules is null || crashes is < 1 or > RulePreview.MaxCrashes)
        {
            return problem ?? ApiProblem.Parameter("crashes", $"A preview looks at 1 to {RulePreview.MaxCrashes} crashes.");
        }

        ProjectId id = ProjectAccess.Parse(project);
        StoredGroupingRules now = await store.ReadAsync(id, cancellationToken);
        GroupingPreview? found = await preview.RunAsync(id, GroupingRules.Parse(now.Fingerprint, now.Stack), rules, crashes, cancellationToken);
        if (found is null)
        {
            FailureFilter.AskToRetry(context);
            return ApiProblem.Busy("Other previews are running. Try again in a few seconds.");
        }

        return TypedResults.Ok(found);
    }

    private static async Task<Results<Ok<CrashGroupingItem>, ProblemHttpResult>> ExplainAsync(
        string project, [Description("Id of the crash: 32 hexadecimal digits, with or without dashes.")] string crash, GroupingExplanation explanation, CancellationToken cancellationToken) =>
        await explanation.FindAsync(ProjectAccess.Parse(project), crash, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : ApiProblem.NotFound("There is no such crash in this project; it may be older than crashes are kept, or be stored in a moment.");

    private static GroupingRulesItem Item(StoredGroupingRules rules) =>
        new(rules.Revision, rules.Fingerprint, rules.Stack, rules.ChangedBy, Rfc3339.Write(rules.ChangedAt), Rfc3339.Write(rules.InForceFrom));
}
