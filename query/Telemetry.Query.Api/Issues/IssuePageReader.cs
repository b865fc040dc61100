using Telemetry.Control.Releases;
using Telemetry.Model.Releases;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Feedback;

namespace Telemetry.Query.Api.Issues;

/// <summary>Reads the figures of the issues on one page of a list: people, events over time and by release.</summary>
internal sealed class IssuePageReader(IssueFigureReader figures, FeedbackReader feedback, ReleaseReader releases)
{
    private const int MaxReleases = 16;

    /// <summary>The page.</summary>
    public async Task<IssueList> ReadAsync(CrashScope scope, IReadOnlyList<IssueCandidate> page, string? next, int total, CancellationToken cancellationToken)
    {
        IReadOnlyList<ulong>[] hashes = [.. page.Select(issue => issue.Hashes)];
        long step = scope.StepFor(IssueListEndpoints.TrendSteps);
        Task<IReadOnlyList<long>> users = figures.CountPeopleAsync(scope, hashes, cancellationToken);
        Task<IReadOnlyList<IReadOnlyDictionary<string, long>>> places = figures.SumReleasesOfAsync(scope, hashes, cancellationToken);
        Task<IReadOnlyDictionary<ulong, long>> written = feedback.CountAsync(scope.Project, [.. hashes.SelectMany(own => own)], Window(scope), cancellationToken);
        IReadOnlyList<IReadOnlyList<long>> trends = await figures.SumTrendsAsync(scope, hashes, step, cancellationToken);
        (IReadOnlyList<long> counted, IReadOnlyList<IReadOnlyDictionary<string, long>> seen) = (await users, await places);
        IReadOnlyDictionary<ulong, long> told = await written;
        IReadOnlyList<string> newestFirst = await OrderAsync(scope, seen, cancellationToken);
        string[] shown = [.. newestFirst.Take(MaxReleases).Reverse()];
        return new IssueList(
            [.. page.Select((issue, i) => IssueItems.From(issue, counted[i], trends[i], newestFirst.LastOrDefault(seen[i].ContainsKey), [.. shown.Select(release => seen[i].GetValueOrDefault(release))]) with { Feedback = hashes[i].Distinct().Sum(hash => told.GetValueOrDefault(hash)) })],
            next,
            total,
            IssueItems.From(scope),
            step,
            shown);
    }

    private static TimeWindow Window(CrashScope scope) =>
        new(UnixNanoseconds.From(DateTimeOffset.FromUnixTimeSeconds(scope.From)), UnixNanoseconds.From(DateTimeOffset.FromUnixTimeSeconds(scope.To)));

    private async Task<IReadOnlyList<string>> OrderAsync(CrashScope scope, IReadOnlyList<IReadOnlyDictionary<string, long>> seen, CancellationToken cancellationToken)
    {
        string[] names = [.. seen.SelectMany(issue => issue.Keys).Where(release => release.Length > 0).Distinct(StringComparer.Ordinal)];
        ReleaseOrder order = await releases.ReadOrderAsync(scope.Project, names, cancellationToken);
        return order.NewestFirst(names);
    }
}
