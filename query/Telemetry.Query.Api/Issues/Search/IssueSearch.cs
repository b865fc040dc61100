using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Model.Search;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>Finds issues: sums of the store by hash, brought together with the control database's issues and map (docs/adr/0124).</summary>
internal sealed class IssueSearch(IssueReader issues, IssueFigureReader figures)
{
    // Far more than people triage; of a project with more, those seen last.
    private const int MaxIssues = 100_000;

    /// <summary>The scope, narrowed to the releases and environments that the query requires; null: there are none such, so nothing can match.</summary>
    public async Task<CrashScope?> NarrowAsync(CrashScope scope, IssueQuery query, CancellationToken cancellationToken)
    {
        IReadOnlyList<SearchValue>? releases = RequiredValues.Find(query.Node, "release");
        scope = scope with { Environments = RequiredValues.Environments(query.Node) };
        if (releases is null)
        {
            return scope;
        }

        Func<string, bool>[] matchers = [.. releases.Select(IssueReleaseField.Matcher).OfType<Func<string, bool>>()];
        IReadOnlyList<ReleaseUse> used = await figures.SumReleasesAsync(scope, cancellationToken);
        scope = scope with { Releases = [.. used.Select(use => use.Release).Where(release => Array.Exists(matchers, matches => matches(release)))] };
        return scope.Releases.Count == 0 ? null : scope;
    }

    /// <summary>The issues that match, in no order.</summary>
    /// <param name="scope">As narrowed.</param>
    /// <param name="query">Without a problem.</param>
    /// <param name="needsUsers">Whether users are needed for all of them.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    public async Task<IReadOnlyList<IssueCandidate>> FindAsync(CrashScope scope, IssueQuery query, bool needsUsers, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<HashFigures>> sums = figures.SumHashesAsync(scope, query.NeedsPlaces, cancellationToken);
        Task<IReadOnlyDictionary<ulong, IssueId>> map = issues.ReadMapAsync(scope.Project, cancellationToken);
        IReadOnlyList<Issue> all = await issues.ListAsync(scope.Project, new IssueFilter { LastSeenFrom = DateTimeOffset.FromUnixTimeSeconds(scope.From) }, MaxIssues, cancellationToken);
        IReadOnlyList<IssueCandidate> candidates = Join(all, await map, await sums);
        if (needsUsers || query.NeedsUsers)
        {
            candidates = await WithUsersAsync(scope, candidates, cancellationToken);
        }

        return [.. candidates.Where(query.Matches)];
    }

    // Nearly every issue has one hash; only those with several need a statement that names theirs.
    private async Task<IReadOnlyList<IssueCandidate>> WithUsersAsync(CrashScope scope, IReadOnlyList<IssueCandidate> candidates, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ulong, long> ofHashes = await figures.CountPeopleOfHashesAsync(scope, cancellationToken);
        IssueCandidate[] merged = [.. candidates.Where(candidate => candidate.Hashes.Count > 1)];
        IReadOnlyList<long> ofMerged = await figures.CountPeopleAsync(scope, [.. merged.Select(candidate => candidate.Hashes)], cancellationToken);
        var users = merged.Zip(ofMerged).ToDictionary(pair => pair.First.Issue.Id, pair => pair.Second);
        return [.. candidates.Select(candidate => candidate with { Users = users.TryGetValue(candidate.Issue.Id, out long count) ? count : ofHashes.GetValueOrDefault(candidate.Hashes[0]) })];
    }

    private static List<IssueCandidate> Join(IReadOnlyList<Issue> issues, IReadOnlyDictionary<ulong, IssueId> map, IReadOnlyList<HashFigures> sums)
    {
        // A hash without an issue: it was deleted, or is being stored right now.
        ILookup<IssueId, HashFigures> byIssue = sums.Where(sum => map.ContainsKey(sum.Hash)).ToLookup(sum => map[sum.Hash]);
        return [.. issues.Where(issue => byIssue.Contains(issue.Id)).Select(issue => Join(issue, [.. byIssue[issue.Id]]))];
    }

    private static IssueCandidate Join(Issue issue, HashFigures[] sums) => sums is [var one]
        ? new IssueCandidate(issue, [one.Hash], one.Events, one.Releases, one.Environments)
        : new IssueCandidate(
            issue,
            [.. sums.Select(sum => sum.Hash)],
            sums.Sum(sum => sum.Events),
            sums.SelectMany(sum => sum.Releases).ToHashSet(StringComparer.Ordinal),
            sums.SelectMany(sum => sum.Environments).ToHashSet(StringComparer.Ordinal));
}
