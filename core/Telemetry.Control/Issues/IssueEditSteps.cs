using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Makes a wish into changes of a state. What is like that already is no change.</summary>
/// <param name="edit">The wish, with releases filled in.</param>
/// <param name="now">The time.</param>
internal sealed class IssueEditSteps(IssueEdit edit, DateTimeOffset now)
{
    /// <summary>What happens, one after the other, each with the state after it.</summary>
    /// <param name="state">As it is.</param>
    /// <param name="count">Events and users so far, for whoever archives until there are more.</param>
    public IEnumerable<(IssueChangeKind Kind, IssueState State)> From(IssueState state, IssueCount count)
    {
        if (Status(state, count) is { } status)
        {
            state = status.State;
            yield return status;
        }

        if (edit.SetsAssignee && state.Assignee != edit.Assignee)
        {
            state = state with { Assignee = edit.Assignee };
            yield return (IssueChangeKind.Assigned, state);
        }

        if (edit.Priority is { } priority && state.Priority != priority)
        {
            yield return (IssueChangeKind.Prioritised, state with { Priority = priority });
        }
    }

    private (IssueChangeKind Kind, IssueState State)? Status(IssueState state, IssueCount count) => edit.Status switch
    {
        IssueStatus.Unresolved when state.Status != IssueStatus.Unresolved || (edit.IsReviewed && state.Substatus != IssueSubstatus.Ongoing) =>
            (IssueChangeKind.Reopened, IssueLife.Unresolved(state, IssueSubstatus.Ongoing, now)),
        IssueStatus.Resolved when Resolution() is var resolution && !IsSame(state.Resolution, resolution) =>
            (IssueChangeKind.Resolved, Settled(state, IssueStatus.Resolved) with { Resolution = resolution }),
        IssueStatus.Archived when Archive(count) is var archive && !IsSame(state.Archive, archive) =>
            (IssueChangeKind.Archived, Settled(state, IssueStatus.Archived) with { Archive = archive }),
        _ => null,
    };

    private IssueResolution Resolution() => new(edit.Resolution, edit.Resolution == ResolutionKind.Now ? [] : edit.Releases, now);

    private IssueArchive Archive(IssueCount count)
    {
        IssueArchive wish = edit.Archive ?? new IssueArchive(ArchiveKind.Escalating, now);
        long soFar = wish.Kind == ArchiveKind.Events ? count.Events : count.Users;
        return wish with { At = now, Baseline = wish.Kind is ArchiveKind.Events or ArchiveKind.Users && wish.Window is null ? soFar : 0 };
    }

    private IssueState Settled(IssueState state, IssueStatus status) =>
        state with { Status = status, Substatus = IssueSubstatus.None, Since = now, Resolution = null, Archive = null };

    private static bool IsSame(IssueResolution? present, IssueResolution wish) => present is not null && present with { At = wish.At } == wish;

    private static bool IsSame(IssueArchive? present, IssueArchive wish) => present is not null && present with { At = wish.At, Baseline = wish.Baseline } == wish;
}
