using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Releases;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Issues.Facts;
using Telemetry.Query.Api.Releases;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Search;

namespace Telemetry.Query.Api.Issues;

/// <summary>What there is to know about one issue.</summary>
internal static class IssueDetailEndpoints
{
    /// <summary>Adds them below the issues of a project.</summary>
    public static void MapIssueDetails(this RouteGroupBuilder issues)
    {
        issues.MapGet("/{issue}", FindAsync).WithName("GetIssue").WithSummary("An issue, and how often it happens by release, environment and time");
        issues.MapGet("/{issue}/facts", CompareAsync).WithName("CompareIssueFacts").WithSummary("What the machines have in common that an issue hits, beside the others of the same releases");
        issues.MapGet("/{issue}/changes", ListChangesAsync).WithName("ListIssueChanges").WithSummary("What differs between the last good release and the first bad one");
    }

    private static async Task<Results<Ok<IssueDetails>, ProblemHttpResult>> FindAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] IssueFigureParameters parameters,
        IssueFigureRequest request,
        IssueReleaseReader releases,
        IssueFigureReader figures,
        CrashPageReader crashes,
        CancellationToken cancellationToken)
    {
        (AskedIssue? asked, ProblemHttpResult problem) = await request.ReadAsync(project, issue, parameters, cancellationToken);
        if (asked is null)
        {
            return problem;
        }

        long step = asked.Scope.StepFor(IssueListEndpoints.TrendSteps);
        Task<IReadOnlyList<IReadOnlyList<long>>> trend = figures.SumTrendsAsync(asked.Scope, [asked.Hashes], step, cancellationToken);
        (IssuePlaces places, IssueReleases matrix) = await releases.ReadAsync(asked, cancellationToken);
        IReadOnlyList<ListedCrash> latest = places.Whole is null ? [] : await crashes.ReadAsync(Since(asked.Scope, places.Whole.Last), asked.Hashes, before: null, limit: 1, cancellationToken);
        return TypedResults.Ok(IssueDetailItems.From(asked.Found.Issue, asked.Scope, places, matrix, step, (await trend)[0], latest.FirstOrDefault()?.Id));
    }

    private static async Task<Results<Ok<IssueFacts>, ProblemHttpResult>> CompareAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] IssueFigureParameters parameters,
        IssueFigureRequest request,
        IssueFigureReader figures,
        CrashFactReader facts,
        CancellationToken cancellationToken)
    {
        (AskedIssue? asked, ProblemHttpResult problem) = await request.ReadAsync(project, issue, parameters, cancellationToken);
        if (asked is null)
        {
            return problem;
        }

        IssuePlaces places = await figures.SumPlacesAsync(asked.Scope, asked.Hashes, cancellationToken);
        return TypedResults.Ok(FactItems.From(await facts.CompareAsync(asked.Scope with { Releases = [.. places.Releases.Select(place => place.Name)] }, asked.Hashes, cancellationToken)));
    }

    private static async Task<Results<Ok<IssueChanges>, ProblemHttpResult>> ListChangesAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] IssueFigureParameters parameters,
        IssueFigureRequest request,
        IssueReleaseReader releases,
        CrashDistributionReader distributions,
        ReleaseReader commits,
        CancellationToken cancellationToken)
    {
        (AskedIssue? asked, ProblemHttpResult problem) = await request.ReadAsync(project, issue, parameters, cancellationToken);
        if (asked is null)
        {
            return problem;
        }

        (_, IssueReleases matrix) = await releases.ReadAsync(asked, cancellationToken);
        IReadOnlyList<DistributionChange> changed = matrix is { LastGood: { } good, FirstBad: { } bad } ? await distributions.CompareAsync(asked.Scope, good, bad, cancellationToken) : [];
        Release? release = matrix.FirstBad is { } first ? await commits.FindAsync(asked.Scope.Project, first, cancellationToken) : null;
        return TypedResults.Ok(new IssueChanges(
            matrix.LastGood,
            matrix.FirstBad,
            [.. changed.Select(change => new ChangedDistribution(change.Name, change.Before, change.After))],
            [.. (release?.Commits ?? []).Select(ReleaseItems.From)]));
    }

    // The sums know when the newest crash was, to the millisecond.
    private static SearchRequest Since(CrashScope scope, DateTimeOffset last) => new(
        scope.Project,
        new TimeWindow(UnixNanoseconds.From(last).Plus(-TimeSpan.FromMilliseconds(1)), new UnixNanoseconds(scope.To * 1_000_000_000)),
        scope.Environments.Count == 0
            ? new AllNode(default)
            : new FieldNode("environment", default, [.. scope.Environments.Select(name => new SearchValue(Comparison.Equal, TextPattern.Exact(name), default))], default));
}
