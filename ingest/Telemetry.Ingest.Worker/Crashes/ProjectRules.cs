using System.Collections.Concurrent;
using Telemetry.Control.Grouping;
using Telemetry.Model;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>
/// The grouping rules of projects, at most five seconds old. A crash is grouped by those that were in force when it was received: a new revision has reached every worker before that
/// (<see cref="GroupingRulesStore.Notice"/>), so it does not matter which worker handles a crash, when, and how often.
/// </summary>
internal sealed class ProjectRules(GroupingRulesStore store, TimeProvider time)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ProjectId, KnownRules> _known = new();

    /// <summary>Asks about the projects whose rules are too old.</summary>
    /// <exception cref="Control.ControlUnavailableException">Group nothing, try again.</exception>
    public async Task RefreshAsync(IEnumerable<ProjectId> projects, CancellationToken cancellationToken)
    {
        ProjectId[] old = [.. projects.Distinct().Where(project => !_known.TryGetValue(project, out KnownRules? known) || time.GetElapsedTime(known.AskedAt) >= FreshFor)];
        if (old.Length == 0)
        {
            return;
        }

        long askedAt = time.GetTimestamp();
        Dictionary<ProjectId, int> newest = await store.ListRevisionsAsync(old, cancellationToken);
        foreach (ProjectId project in old)
        {
            int revision = newest.GetValueOrDefault(project);
            _known[project] = _known.TryGetValue(project, out KnownRules? known) && known.Newest == revision
                ? known with { AskedAt = askedAt }
                : new KnownRules(revision, revision == 0 ? [] : [.. (await store.ListAsync(project, cancellationToken)).Select(rules => new RuleRevision(rules))], askedAt);
        }
    }

    /// <summary>The rules that were in force at a time. Only for projects that were asked about.</summary>
    public GroupingRules InForce(ProjectId project, DateTimeOffset receivedAt)
    {
        IReadOnlyList<RuleRevision> revisions = _known[project].Revisions;
        RuleRevision? found = revisions.FirstOrDefault(revision => revision.From <= receivedAt);
        // Older than all revisions that are kept: there were no rules, unless the first ones are kept no longer.
        RuleRevision? oldest = revisions.Count > 0 && revisions[^1].Number > 1 ? revisions[^1] : null;
        return (found ?? oldest)?.Rules ?? GroupingRules.None;
    }

    private sealed record KnownRules(int Newest, IReadOnlyList<RuleRevision> Revisions, long AskedAt);

    /// <summary>A revision, parsed when a crash needs it.</summary>
    private sealed class RuleRevision(StoredGroupingRules stored)
    {
        private readonly Lazy<GroupingRules> _rules = new(() => GroupingRules.Parse(stored.Fingerprint, stored.Stack));

        public int Number => stored.Revision;

        public DateTimeOffset From => stored.InForceFrom ?? DateTimeOffset.MinValue;

        public GroupingRules Rules => _rules.Value;
    }
}
