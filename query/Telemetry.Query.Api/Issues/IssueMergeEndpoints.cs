using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>Which crashes are one issue.</summary>
internal static class IssueMergeEndpoints
{
    private const int MaxIssues = 1000;

    /// <summary>Adds them below the issues.</summary>
    public static void MapMerging(this RouteGroupBuilder issues)
    {
        RouteGroupBuilder changes = issues.MapGroup("").RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden);
        changes.MapPost("/merge", MergeAsync).TakesJson<IssueMerge>().WithName("MergeIssues").WithSummary("Makes issues part of another");
        changes.MapPost("/{issue}/unmerge", UnmergeAsync).TakesJson<IssueUnmerge>().WithName("UnmergeIssue").WithSummary("Makes parts of an issue issues of their own again, as they were");
        changes.MapPost("/{issue}/split", SplitAsync).TakesJson<IssueSplit>().WithName("SplitIssue").WithSummary("Makes some keys of an issue an issue of their own");
        issues.MapGet("/{issue}/keys", ListKeysAsync).WithName("ListIssueKeys").WithSummary("What an issue's crashes are recognised by, and which issues are part of it");
    }

    private static async Task<Results<Ok<IssueItem>, ProblemHttpResult>> MergeAsync(string project, HttpContext context, IssueMerger merger, CancellationToken cancellationToken)
    {
        (IssueMerge? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IssueMerge>(context, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        if (IssueParameters.Number(body.Into) is not { } into)
        {
            return ApiProblem.Parameter("into", "'into' must be the id of the issue that stays.");
        }

        if (IssueParameters.Ids(body.Issues, MaxIssues) is not { } others)
        {
            return ApiProblem.Parameter("issues", $"'issues' must be 1 to {MaxIssues} ids of issues.");
        }

        return await merger.MergeAsync(ProjectAccess.Parse(project), new IssueId(into), others, context.Actor(), cancellationToken) is { } merged
            ? TypedResults.Ok(IssueItems.From(merged))
            : ApiProblem.NotFound("There is nothing to merge: the issues do not exist in this project, or are part of others already.");
    }

    private static async Task<Results<Ok<IssueItemList>, ProblemHttpResult>> UnmergeAsync(
        string project, [Description(IssueParameters.Text)] string issue, HttpContext context, IssueReader reader, IssueMerger merger, CancellationToken cancellationToken)
    {
        (IssueUnmerge? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IssueUnmerge>(context, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        IssueId[]? parts = body.Issues is null ? [] : IssueParameters.Ids(body.Issues, MaxIssues);
        if (parts is null)
        {
            return ApiProblem.Parameter("issues", $"'issues' must be 1 to {MaxIssues} ids of issues, or left out.");
        }

        Issue? found = await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken);
        IReadOnlyList<Issue> back = found is null ? [] : await merger.UnmergeAsync(found.Project, found.Id, parts, context.Actor(), cancellationToken);
        return back.Count > 0 ? TypedResults.Ok(new IssueItemList([.. back.Select(IssueItems.From)])) : ApiProblem.NotFound("There is no such issue, or nothing of that is part of it.");
    }

    private static async Task<Results<Ok<IssueItem>, ProblemHttpResult>> SplitAsync(
        string project, [Description(IssueParameters.Text)] string issue, HttpContext context, IssueReader reader, IssueMerger merger, CancellationToken cancellationToken)
    {
        (IssueSplit? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IssueSplit>(context, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        GroupingKey?[] keys = [.. (body.Keys ?? []).Take(MaxIssues + 1).Select(KeyText.Read)];
        if (keys.Length is 0 or > MaxIssues || keys.Any(key => key is null))
        {
            return ApiProblem.Parameter("keys", $"'keys' must be 1 to {MaxIssues} keys such as 1:00000000000000ff.");
        }

        if (await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        return await merger.SplitAsync(found.Project, found.Id, [.. keys.OfType<GroupingKey>()], context.Actor(), cancellationToken) is { } part
            ? TypedResults.Ok(IssueItems.From(part))
            : ApiProblem.Parameter("keys", "These must be keys of this issue, and at least one must be left to it.");
    }

    private static async Task<Results<Ok<IssueKeyList>, ProblemHttpResult>> ListKeysAsync(
        string project, [Description(IssueParameters.Text)] string issue, IssueReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        ILookup<IssueId, IssueKey> keys = await reader.ListKeysAsync(found.Project, [found.Id], cancellationToken);
        IReadOnlyList<Issue> parts = await reader.ListPartsAsync(found.Project, found.Id, cancellationToken);
        return TypedResults.Ok(new IssueKeyList([.. keys[found.Id].Select(key => new IssueKeyItem(KeyText.Write(key.Key), key.Original.ToString()))], [.. parts.Select(IssueItems.From)]));
    }
}
