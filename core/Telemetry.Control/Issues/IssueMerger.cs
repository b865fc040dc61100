using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Projects;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>
/// Says that issues are one bug, or that one issue is several. Only the map of keys changes, never an event. Times and releases of an issue that gave something away stay as wide as they
/// were: nothing here knows which crash they came from.
/// </summary>
public sealed class IssueMerger
{
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IssueMerger(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Makes others part of an issue, which keeps its state. Theirs is kept with them, should they come back.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="into">The one that stays.</param>
    /// <param name="others">The others; those that are part of one already are left out.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The issue; null when it is unknown or part of another itself, or when there is nothing to merge.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Nothing was changed.</exception>
    public Task<Issue?> MergeAsync(ProjectId project, IssueId into, IReadOnlyList<IssueId> others, IssueActor actor, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            IssueRow[] rows = await LoadAsync(context, project, [into.Value, .. others.Select(other => other.Value)], token);
            IssueRow? target = rows.FirstOrDefault(row => row.Id == into.Value && row.MergedInto is null);
            IssueRow[] parts = [.. rows.Where(row => row.Id != into.Value && row.MergedInto is null)];
            if (target is null || parts.Length == 0)
            {
                return null;
            }

            long[] ids = [.. parts.Select(part => part.Id)];
            List<IssueRow> earlier = await context.Issues.Where(row => row.MergedInto != null && ids.Contains(row.MergedInto.Value)).ToListAsync(token);
            await MoveAsync(context.IssueKeys.Where(key => ids.Contains(key.IssueId)), target, token);
            earlier.ForEach(row => row.MergedInto = target.Id);
            Array.ForEach(parts, part => Absorb(context, target, part, actor));
            Tell(context, target, IssueChangeKind.Merged, actor, parts);
            return Issue.From(target);
        },
        cancellationToken);

    /// <summary>Makes issues that are part of another issues of their own again, each with the keys it came with and the state it had.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="issue">The one they are part of.</param>
    /// <param name="parts">Which; none: all.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Those that are back; none when the issue is unknown or they are no part of it.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Nothing was changed.</exception>
    public Task<IReadOnlyList<Issue>> UnmergeAsync(ProjectId project, IssueId issue, IReadOnlyList<IssueId> parts, IssueActor actor, CancellationToken cancellationToken) =>
        _database.ChangeAsync<IReadOnlyList<Issue>>(
            [project],
            async (context, token) =>
            {
                long[] ids = [.. parts.Select(part => part.Value)];
                IssueRow? whole = (await LoadAsync(context, project, [issue.Value], token)).FirstOrDefault();
                List<IssueRow> rows = await context.Issues
                    .Where(row => row.ProjectId == project.Value && row.MergedInto == issue.Value && (ids.Length == 0 || ids.Contains(row.Id))).OrderBy(row => row.Number).ToListAsync(token);
                if (whole is null || rows.Count == 0)
                {
                    return [];
                }

                foreach (IssueRow row in rows)
                {
                    row.MergedInto = null;
                    await MoveAsync(context.IssueKeys.Where(key => key.IssueId == whole.Id && key.OriginalIssueId == row.Id), row, token);
                    Tell(context, row, IssueChangeKind.Unmerged, actor, [whole]);
                }

                Tell(context, whole, IssueChangeKind.Unmerged, actor, rows);
                return [.. rows.Select(Issue.From)];
            },
            cancellationToken);

    /// <summary>
    /// Makes some keys of an issue an issue of their own: new, unresolved, and named like the one it comes from. Are they all those of an issue that was merged into it, it is that issue again; what was
    /// merged and leaves whole among others is part of the new one, so that none is left behind without a key.
    /// </summary>
    /// <param name="project">Whose.</param>
    /// <param name="issue">Which.</param>
    /// <param name="keys">Some of its keys, not all.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The new issue; null when the issue is unknown, a key is not its own, or none would be left.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Nothing was changed.</exception>
    public Task<Issue?> SplitAsync(ProjectId project, IssueId issue, IReadOnlyList<GroupingKey> keys, IssueActor actor, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            List<IssueKeyRow> own = await context.IssueKeys.Include(row => row.Issue)
                .Where(row => row.ProjectId == project.Value && row.IssueId == issue.Value).ToListAsync(token);
            IssueKeyRow[] moved = [.. own.Where(row => keys.Contains(row.Key))];
            if (moved.Length == 0 || moved.Length != keys.Distinct().Count() || moved.Length == own.Count || own[0].Issue is not { } whole)
            {
                return null;
            }

            long[] leaving = [.. own.Select(row => row.OriginalIssueId).Distinct().Where(id => id != whole.Id && own.Where(row => row.OriginalIssueId == id).All(moved.Contains))];
            IssueRow[] parts = [.. (await LoadAsync(context, project, leaving, token)).Where(row => row.MergedInto == whole.Id)];
            if (parts is [var alone] && moved.All(row => row.OriginalIssueId == alone.Id))
            {
                alone.MergedInto = null;
                Array.ForEach(moved, row => row.IssueId = alone.Id);
                Tell(context, alone, IssueChangeKind.Unmerged, actor, [whole]);
                Tell(context, whole, IssueChangeKind.Unmerged, actor, [alone]);
                return Issue.From(alone);
            }

            ProjectRow owner = await context.Projects.SingleAsync(row => row.Id == project.Value, token);
            DateTimeOffset now = _time.GetUtcNow();
            IssueRow part = context.Issues.Add(NewIssue.Like(whole, owner, ++owner.LastIssueNumber, now)).Entity;
            part.Apply(new IssueState { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing, Since = now, Assignee = whole.Assignee, Priority = whole.Priority });
            Array.ForEach(moved, row => (row.Issue, row.OriginalIssue) = (part, parts.FirstOrDefault(merged => merged.Id == row.OriginalIssueId) ?? part));
            await context.SaveChangesAsync(token);
            Array.ForEach(parts, merged => merged.MergedInto = part.Id);
            Tell(context, part, IssueChangeKind.Unmerged, actor, [whole]);
            Tell(context, whole, IssueChangeKind.Unmerged, actor, [part]);
            return Issue.From(part);
        },
        cancellationToken);

    private static Task<IssueRow[]> LoadAsync(ControlContext context, ProjectId project, long[] ids, CancellationToken cancellationToken) =>
        context.Issues.Where(row => row.ProjectId == project.Value && ids.Contains(row.Id)).OrderBy(row => row.Number).ToArrayAsync(cancellationToken);

    private void Absorb(ControlContext context, IssueRow target, IssueRow part, IssueActor actor)
    {
        target.Widen(part.FirstSeenAtMilliseconds, part.FirstRelease, part.FirstReleaseKey);
        target.Widen(part.LastSeenAtMilliseconds, part.LastRelease, part.LastReleaseKey);
        part.MergedInto = target.Id;
        Tell(context, part, IssueChangeKind.MergedAway, actor, [target]);
    }

    private static async Task MoveAsync(IQueryable<IssueKeyRow> which, IssueRow target, CancellationToken cancellationToken)
    {
        IssueKeyRow[] rows = await which.ToArrayAsync(cancellationToken);
        Array.ForEach(rows, row => row.IssueId = target.Id);
    }

    private void Tell(ControlContext context, IssueRow row, IssueChangeKind kind, IssueActor actor, IReadOnlyList<IssueRow> others) =>
        IssueChange.Tell(context, row, kind, actor, _time.GetUtcNow(), new IssueActivityDetails { After = row.ToState(), Others = [.. others.Select(other => other.ShortId)] });
}
