using Telemetry.Control.Releases;
using Telemetry.Model.Releases;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>Reads the figures of the issues on one page of a list: people, events over time and by release.</summary>
internal sealed class IssuePageReader(IssueFigureReader figures, ReleaseReader releases)
{
    private const int MaxReleases = 16;

    /// <summary>The page.</summary>
    public async Task<IssueList> ReadAsync(CrashScope scope, IReadOnlyList<IssueCandidate> page, string? next, int total, CancellationToken cancellationToken)
    {
        IReadOnlyList<ulong>[] hashes = [.. page.Select(issue => issue.Hashes)];
        long step = scope.StepFor(IssueListEndpoints.TrendSteps);
        Task<IReadOnlyList<long>> users = figures.CountPeopleAsync(scope, hashes, cancellationToken);
        Task<IReadOnlyList<IReadOnlyDictionary<string, long>>> places = figures.SumReleasesOfAsync(scope, hashes, cancellationToken);
        IReadOnlyList<IReadOnlyList<long>> trends = await figures.SumTrendsAsync(scope, hashes, step, cancellationToken);
        (IReadOnlyList<long> counted, IReadOnlyList<IReadOnlyDictionary<string, long>> seen) = (await users, await places);
        IReadOnlyList<string> newestFirst = await OrderAsync(scope, seen, cancellationToken);
        string[] shown = [.. newestFirst.Take(MaxReleases).Reverse()];
        return new IssueList(
            [.. page.Select((issue, i) => IssueItems.From(issue, counted[i], trends[i], newestFirst.LastOrDefault(seen[i].ContainsKey), [.. shown.Select(release => seen[i].GetValueOrDefault(release))]))],
            next,
            total,
            IssueItems.From(scope),
            step,
            shown);
    }

    private async Task<IReadOnlyList<string>> OrderAsync(CrashScope scope, IReadOnlyList<IReadOnlyDictionary<string, long>> seen, CancellationToken cancellationToken)
    {
        string[] names = [.. seen.SelectMany(issue => issue.Keys).Where(release => release.Length > 0).Distinct(StringComparer.Ordinal)];
        ReleaseOrder order = await releases.ReadOrderAsync(scope.Project, names, cancellationToken);
        return order.NewestFirst(names);
    }
}
