using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Releases;
using Telemetry.Model.Releases;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues.Facts;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
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
        [AsParameters] IssueFigureParameters asked,
        IssueParts parts,
        IssueFigureReader figures,
        CrashPageReader crashes,
        ReleaseReader releases,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        if (Scope(project, asked, parameters) is not { } scope)
        {
            return parameters.Problem ?? ApiProblem.NotFound(IssueParameters.Missing);
        }

        if (await parts.FindAsync(scope.Project, issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        long step = scope.StepFor(IssueListEndpoints.TrendSteps);
        Task<IReadOnlyList<IReadOnlyList<long>>> trend = figures.SumTrendsAsync(scope, [found.Hashes], step, cancellationToken);
        Task<IReadOnlyList<ReleaseUse>> use = figures.SumReleasesAsync(scope, cancellationToken);
        IssuePlaces places = await figures.SumPlacesAsync(scope, found.Hashes, cancellationToken);
        IReadOnlyList<ListedCrash> latest = places.Whole is null ? [] : await crashes.ReadAsync(Since(scope, places.Whole.Last), found.Hashes, before: null, limit: 1, cancellationToken);
        IReadOnlyList<ReleaseUse> used = await use;
        ReleaseOrder order = await releases.ReadOrderAsync(scope.Project, [.. used.Select(one => one.Release), .. places.Releases.Select(place => place.Name)], cancellationToken);
        return TypedResults.Ok(IssueDetailItems.From(found.Issue, scope, places, IssueReleases.From(places.Releases, used, order), step, (await trend)[0], latest.FirstOrDefault()?.Id));
    }

    private static async Task<Results<Ok<IssueFacts>, ProblemHttpResult>> CompareAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] IssueFigureParameters asked,
        IssueParts parts,
        IssueFigureReader figures,
        CrashFactReader facts,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        if (Scope(project, asked, parameters) is not { } scope)
        {
            return parameters.Problem ?? ApiProblem.NotFound(IssueParameters.Missing);
        }

        if (await parts.FindAsync(scope.Project, issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        IssuePlaces places = await figures.SumPlacesAsync(scope, found.Hashes, cancellationToken);
        CrashComparison comparison = await facts.CompareAsync(scope with { Releases = [.. places.Releases.Select(place => place.Name)] }, found.Hashes, cancellationToken);
        return TypedResults.Ok(FactItems.From(comparison));
    }

    private static async Task<Results<Ok<IssueChanges>, ProblemHttpResult>> ListChangesAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] IssueFigureParameters asked,
        IssueParts parts,
        IssueFigureReader figures,
        CrashDistributionReader distributions,
        ReleaseReader releases,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        if (Scope(project, asked, parameters) is not { } scope)
        {
            return parameters.Problem ?? ApiProblem.NotFound(IssueParameters.Missing);
        }

        if (await parts.FindAsync(scope.Project, issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        IReadOnlyList<ReleaseUse> used = await figures.SumReleasesAsync(scope, cancellationToken);
        IssuePlaces places = await figures.SumPlacesAsync(scope, found.Hashes, cancellationToken);
        ReleaseOrder order = await releases.ReadOrderAsync(scope.Project, [.. used.Select(one => one.Release), .. places.Releases.Select(place => place.Name)], cancellationToken);
        IssueReleases matrix = IssueReleases.From(places.Releases, used, order);
        IReadOnlyList<DistributionChange> changed = matrix is { LastGood: { } good, FirstBad: { } bad } ? await distributions.CompareAsync(scope, good, bad, cancellationToken) : [];
        Release? release = matrix.FirstBad is { } first ? await releases.FindAsync(scope.Project, first, cancellationToken) : null;
        return TypedResults.Ok(new IssueChanges(
            matrix.LastGood,
            matrix.FirstBad,
            [.. changed.Select(change => new ChangedDistribution(change.Name, change.Before, change.After))],
            [.. (release?.Commits ?? []).Select(ReleaseItems.From)]));
    }

    /// <summary>What is counted; null when the parameters are wrong.</summary>
    private static CrashScope? Scope(string project, IssueFigureParameters asked, ParameterReader parameters)
    {
        TimeWindow window = parameters.Range(asked.From, asked.To, IssueListEndpoints.DefaultRange);
        SearchNode query = parameters.Search(asked.Query, CrashPageReader.FindProblem);
        return parameters.Problem is null ? new CrashScope(ProjectAccess.Parse(project), window) { Environments = RequiredValues.Environments(query) } : null;
    }

    // The sums know when the newest crash was, to the millisecond.
    private static SearchRequest Since(CrashScope scope, DateTimeOffset last) => new(
        scope.Project,
        new TimeWindow(UnixNanoseconds.From(last).Plus(-TimeSpan.FromMilliseconds(1)), new UnixNanoseconds(scope.To * 1_000_000_000)),
        scope.Environments.Count == 0
            ? new AllNode(default)
            : new FieldNode("environment", default, [.. scope.Environments.Select(name => new SearchValue(Comparison.Equal, TextPattern.Exact(name), default))], default));
}
