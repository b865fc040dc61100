using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Outbox;
using Telemetry.Control.Releases;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Changes issues because somebody says so. Each change leaves a line in the timeline and a message; what is like that already leaves nothing.</summary>
public sealed class IssueEditor
{
    /// <summary>How many issues one call changes at most.</summary>
    public const int MaxIssues = 1000;

    private static readonly IssueChangeKind[] Undoable =
        [IssueChangeKind.Resolved, IssueChangeKind.Reopened, IssueChangeKind.Archived, IssueChangeKind.Assigned, IssueChangeKind.Prioritised, IssueChangeKind.Undone];

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IssueEditor(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Changes issues, all in one transaction. Those that are part of others are not found.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="issues">At most <see cref="MaxIssues"/>.</param>
    /// <param name="edit">What.</param>
    /// <param name="actor">Who.</param>
    /// <param name="counts">For archiving until there are more events or users than now; else not asked.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Nothing was changed.</exception>
    public async Task<IssueEditResult> EditAsync(
        ProjectId project, IReadOnlyList<IssueId> issues, IssueEdit edit, IssueActor actor, IIssueCounts? counts, CancellationToken cancellationToken)
    {
        long[] ids = [.. issues.Select(issue => issue.Value).Distinct().Take(MaxIssues)];
        bool needsCounts = edit is { Status: IssueStatus.Archived, Archive: { Kind: ArchiveKind.Events or ArchiveKind.Users, Window: null } };
        if (needsCounts && counts is null)
        {
            return new IssueEditResult([], "How often issues happen cannot be counted now, so they cannot be archived until they happen more often. Archive them for a time instead.");
        }

        Dictionary<long, IssueCount> soFar = needsCounts && counts is not null ? await CountAsync(project, ids, counts, cancellationToken) : [];
        return await _database.ChangeAsync([project], (context, token) => EditAsync(context, project, ids, edit, actor, soFar, token), cancellationToken);
    }

    /// <summary>
    /// Takes changes back: each issue gets the state it had before. Only while nothing else has changed it since; otherwise it is a conflict.
    /// </summary>
    /// <param name="project">Whose.</param>
    /// <param name="changes">Lines of the timeline, as <see cref="EditedIssue.Changes"/> names them.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Nothing was changed.</exception>
    public Task<IssueEditResult> UndoAsync(ProjectId project, IReadOnlyList<long> changes, IssueActor actor, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            List<IssueActivityRow> lines = await context.IssueActivity.AsNoTracking().Where(row => row.ProjectId == project.Value && changes.Contains(row.Id) && Undoable.Contains(row.Kind)).ToListAsync(token);
            long[] ids = [.. lines.Select(line => line.IssueId).Distinct()];
            List<IssueRow> rows = await context.Issues.Where(row => ids.Contains(row.Id) && row.MergedInto == null).OrderBy(row => row.Number).ToListAsync(token);
            List<(IssueRow Row, IssueActivityRow[] Lines, bool IsConflict)> done =
                [.. rows.Select(row => Undo(context, row, [.. lines.Where(line => line.IssueId == row.Id).OrderBy(line => line.Id)], actor))];
            return await ToResultAsync(context, done, token);
        },
        cancellationToken);

    private async Task<IssueEditResult> EditAsync(
        ControlContext context, ProjectId project, long[] ids, IssueEdit edit, IssueActor actor, Dictionary<long, IssueCount> soFar, CancellationToken cancellationToken)
    {
        if (await FillReleasesAsync(context, project, edit, cancellationToken) is not { } whole)
        {
            return new IssueEditResult([], "There is no release yet, so nothing can be resolved in one. Resolve it now instead.");
        }

        var steps = new IssueEditSteps(whole, _time.GetUtcNow());
        List<IssueRow> rows = await context.Issues.Where(row => row.ProjectId == project.Value && EF.Parameter(ids).Contains(row.Id) && row.MergedInto == null)
            .OrderBy(row => row.Number).ToListAsync(cancellationToken);
        List<(IssueRow Row, IssueActivityRow[] Lines, bool IsConflict)> done = [.. rows.Select(row => Edit(context, row, steps, edit.IfVersion, actor, soFar.GetValueOrDefault(row.Id)))];
        return await ToResultAsync(context, done, cancellationToken);
    }

    private (IssueRow Row, IssueActivityRow[] Lines, bool IsConflict) Edit(ControlContext context, IssueRow row, IssueEditSteps steps, long? ifVersion, IssueActor actor, IssueCount soFar)
    {
        if (ifVersion is not null && ifVersion != row.StateVersion)
        {
            return (row, [], true);
        }

        IssueState before = row.ToState();
        (IssueChangeKind Kind, IssueState State)[] changes = [.. steps.From(before, soFar)];
        if (changes.Length == 0)
        {
            return (row, [], false);
        }

        // One version for all of them: they are taken back together.
        row.Apply(changes[^1].State);
        IssueActivityRow[] lines = [.. changes.Index().Select(change => IssueChange.Tell(context, row, change.Item.Kind, actor, _time.GetUtcNow(), new IssueActivityDetails
        {
            Before = change.Index == 0 ? before : changes[change.Index - 1].State,
            After = change.Item.State,
        }))];
        return (row, lines, false);
    }

    private (IssueRow Row, IssueActivityRow[] Lines, bool IsConflict) Undo(ControlContext context, IssueRow row, IssueActivityRow[] lines, IssueActor actor)
    {
        IssueState? before = OutboxJson.Read<IssueActivityDetails>(lines[0].Details).Before;
        if (before is null || lines.Any(line => line.StateVersion != row.StateVersion))
        {
            return (row, [], true);
        }

        IssueState present = row.ToState();
        row.Apply(before);
        return (row, [IssueChange.Tell(context, row, IssueChangeKind.Undone, actor, _time.GetUtcNow(), new IssueActivityDetails { Before = present, After = before })], false);
    }

    private static async Task<IssueEditResult> ToResultAsync(
        ControlContext context, IReadOnlyList<(IssueRow Row, IssueActivityRow[] Lines, bool IsConflict)> done, CancellationToken cancellationToken)
    {
        // The lines have their ids from here on.
        await context.SaveChangesAsync(cancellationToken);
        return new IssueEditResult([.. done.Select(one => new EditedIssue(Issue.From(one.Row), [.. one.Lines.Select(line => line.Id)], one.IsConflict))]);
    }

    // Null: a release is needed and there is none.
    private static async Task<IssueEdit?> FillReleasesAsync(ControlContext context, ProjectId project, IssueEdit edit, CancellationToken cancellationToken)
    {
        if (edit.Status != IssueStatus.Resolved || edit.Resolution == ResolutionKind.Now || (edit.Resolution == ResolutionKind.Release && edit.Releases.Count > 0))
        {
            return edit with { Releases = [.. edit.Releases.Select(release => StoredText.Clean(release, ReleaseWriter.MaxVersionLength)).Distinct(StringComparer.Ordinal)] };
        }

        bool isByVersion = await ReleaseOrders.IsByVersionAsync(context, project, cancellationToken);
        string? newest = await ReleaseOrders.NewestFirst(context, project, isByVersion).Select(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        return newest is null ? null : edit with { Releases = [newest] };
    }

    private async Task<Dictionary<long, IssueCount>> CountAsync(ProjectId project, long[] ids, IIssueCounts counts, CancellationToken cancellationToken)
    {
        ILookup<long, GroupingKey> keys = await IssueFactsReader.KeysOfAsync(_database, ids, cancellationToken);
        IReadOnlyList<IssueCount> answers = await counts.CountAsync(project, [.. ids.Select(id => new IssueCountQuestion(new IssueId(id), [.. keys[id]], Since: null))], cancellationToken);
        return ids.Zip(answers).ToDictionary(one => one.First, one => one.Second);
    }
}
