using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Releases;
using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Issues;

/// <summary>An issue that changed by itself.</summary>
/// <param name="Issue">Which.</param>
/// <param name="Kind">What happened.</param>
public readonly record struct DetectedChange(IssueId Issue, IssueChangeKind Kind);

/// <summary>
/// Finds out what stored crashes change: resolved issues that are back, archived ones whose number is up, new ones that are new no more. To be asked once the batch is stored, so that the
/// counts include it. Asked again, it finds nothing more: each change is made once, with one line and one message (docs/adr/0115).
/// </summary>
public sealed class IssueDetector
{
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IssueDetector(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Changes what the crashes change.</summary>
    /// <param name="crashes">As they were assigned.</param>
    /// <param name="assigned">The answers to them, in their order.</param>
    /// <param name="counts">Asked only for archived issues that wait for a number, and outside any transaction.</param>
    /// <param name="cancellationToken">Ends the attempt; the changes of some projects may have been made then.</param>
    /// <returns>What this call changed.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<DetectedChange>> DetectAsync(
        IReadOnlyList<CrashSighting> crashes, IReadOnlyList<AssignedCrash> assigned, IIssueCounts counts, CancellationToken cancellationToken)
    {
        var changes = new List<DetectedChange>();
        foreach (IGrouping<ProjectId, (CrashSighting Crash, AssignedCrash Assigned)> project in crashes.Zip(assigned).Where(pair => pair.Second.Issue is not null).GroupBy(pair => pair.First.Project))
        {
            ILookup<long, CrashMoment> moments = project.ToLookup(
                pair => pair.Assigned.Issue?.Value ?? 0, pair => new CrashMoment(pair.Crash.Release, pair.Crash.Environment, pair.Crash.OccurredAt, pair.Crash.ReceivedAt));
            changes.AddRange(await DetectAsync(project.Key, moments, counts, cancellationToken));
        }

        return changes;
    }

    private async Task<IReadOnlyList<DetectedChange>> DetectAsync(ProjectId project, ILookup<long, CrashMoment> moments, IIssueCounts counts, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        List<IssueRow> candidates = await FindCandidatesAsync([.. moments.Select(group => group.Key)], now, cancellationToken);
        if (candidates.Count == 0)
        {
            return [];
        }

        Dictionary<(long Id, long Version), IssueFacts> facts = await IssueFactsReader.ReadAsync(_database, project, candidates, counts, now, cancellationToken);
        long[] ids = [.. candidates.Select(row => row.Id)];
        return await _database.ChangeAsync([project], (context, token) => ChangeAsync(context, project, ids, moments, facts, now, token), cancellationToken);
    }

    // Most issues of most batches are simply unresolved: they cost this one statement and no lock.
    private Task<List<IssueRow>> FindCandidatesAsync(long[] ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long wakes = now.ToUnixTimeMilliseconds();
        return _database.AskAsync(
            (context, token) => context.Issues.AsNoTracking()
                .Where(row => EF.Parameter(ids).Contains(row.Id) && row.MergedInto == null && (row.Status != IssueStatus.Unresolved || row.WakesAtMilliseconds <= wakes)).ToListAsync(token),
            cancellationToken);
    }

    private static async Task<IReadOnlyList<DetectedChange>> ChangeAsync(
        ControlContext context,
        ProjectId project,
        long[] ids,
        ILookup<long, CrashMoment> moments,
        Dictionary<(long Id, long Version), IssueFacts> facts,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        List<IssueRow> rows = await context.Issues.Where(row => EF.Parameter(ids).Contains(row.Id) && row.MergedInto == null).ToListAsync(cancellationToken);
        IEnumerable<string> releases = rows.Select(row => row.ToState().Resolution).SelectMany(resolution => resolution?.Releases ?? [])
            .Concat(moments.SelectMany(group => group).Select(crash => crash.Release).OfType<string>());
        ReleaseOrder order = await ReleaseOrders.ReadAsync(context, project, releases, cancellationToken);
        var changes = new List<DetectedChange>();
        foreach (IssueRow row in rows)
        {
            // What was counted for another version of the state says nothing about this one.
            IssueFacts? known = facts.TryGetValue((row.Id, row.StateVersion), out IssueFacts found) ? found : null;
            if (IssueLife.Detect(row.ToState(), [.. moments[row.Id]], known, order, now) is { } transition)
            {
                IssueTransitions.Make(context, row, transition, now);
                changes.Add(new DetectedChange(row.IssueId, transition.Kind));
            }
        }

        return changes;
    }
}
