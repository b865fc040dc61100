using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Issues;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Search;

namespace Telemetry.Query.Api.Issues;

/// <summary>What an issue is made of, for people who decide whether that is one bug.</summary>
internal static class IssueGroupEndpoints
{
    // Each is one small question to the store.
    private const int MaxShown = 20;

    /// <summary>Adds them below the issues.</summary>
    public static void MapIssueGroups(this RouteGroupBuilder issues) => issues.MapGet("/{issue}/groups", ListAsync)
        .WithName("ListIssueGroups").WithSummary("The groups of crashes that an issue is made of, with how many each has and its newest crash");

    private static async Task<Results<Ok<IssueGroupList>, ProblemHttpResult>> ListAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] IssueFigureParameters parameters,
        IssueFigureRequest request,
        IssueReader reader,
        IssueFigureReader figures,
        CrashPageReader crashes,
        CancellationToken cancellationToken)
    {
        (AskedIssue? asked, ProblemHttpResult problem) = await request.ReadAsync(project, issue, parameters, cancellationToken);
        if (asked is null)
        {
            return problem;
        }

        Issue whole = asked.Found.Issue;
        IssueKey[] keys = [.. (await reader.ListKeysAsync(whole.Project, [whole.Id], cancellationToken))[whole.Id]];
        // What was split off and merged back has no key left to be known by.
        Issue[] parts = [.. (await reader.ListPartsAsync(whole.Project, whole.Id, cancellationToken)).Where(part => Array.Exists(keys, key => key.Original == part.Id))];
        var trends = await figures.SumTrendsAsync(asked.Scope, [.. keys.Select(key => (IReadOnlyList<ulong>)[key.Key.Hash])], asked.Scope.To - asked.Scope.From, cancellationToken);
        (IssueKey Key, long Events)[] shown = [.. keys.Select((key, i) => (key, trends[i].Sum())).OrderByDescending(key => key.Item2).Take(MaxShown)];
        ListedCrash?[] newest = await Task.WhenAll(shown.Select(async key =>
            key.Events == 0 ? null : (await crashes.ReadAsync(Within(asked.Scope), [key.Key.Key.Hash], before: null, limit: 1, cancellationToken)).FirstOrDefault()));
        var names = parts.ToDictionary(part => part.Id, part => part.ShortId);
        return TypedResults.Ok(new IssueGroupList(
            [.. shown.Select((key, i) => new IssueGroupItem(KeyText.Write(key.Key.Key), names.GetValueOrDefault(key.Key.Original), key.Events, newest[i] is { } crash ? IssueItems.From(crash) : null))],
            keys.Length,
            [.. parts.Select(IssueItems.From)]));
    }

    private static SearchRequest Within(CrashScope scope) => new(
        scope.Project, new TimeWindow(new UnixNanoseconds(scope.From * 1_000_000_000), new UnixNanoseconds(scope.To * 1_000_000_000)), new AllNode(default));
}
