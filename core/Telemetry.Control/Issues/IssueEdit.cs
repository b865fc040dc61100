using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>What somebody wants changed. What is not set stays as it is.</summary>
public sealed record IssueEdit
{
    /// <summary>The new status.</summary>
    public IssueStatus? Status { get; init; }

    /// <summary>For resolved: how.</summary>
    public ResolutionKind Resolution { get; init; } = ResolutionKind.Now;

    /// <summary>For <see cref="ResolutionKind.Release"/>: in which; none: in the newest there is.</summary>
    public IReadOnlyList<string> Releases { get; init; } = [];

    /// <summary>For archived: what brings it back. Its <c>At</c> and <c>Baseline</c> are not looked at.</summary>
    public IssueArchive? Archive { get; init; }

    /// <summary>For unresolved: the issue has been looked at, so it is no longer new, regressed or escalating.</summary>
    public bool IsReviewed { get; init; }

    /// <summary>Whether <see cref="Assignee"/> is set, be it to nobody.</summary>
    public bool SetsAssignee { get; init; }

    /// <summary>An e-mail address or a team; null: nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>The new priority.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>Only when the state still has this version; null: whatever it has.</summary>
    public long? IfVersion { get; init; }
}

/// <summary>An issue after somebody wanted it changed.</summary>
/// <param name="Issue">As it is now.</param>
/// <param name="Changes">Lines of the timeline that were written, by which the change can be taken back; none: it was like that already.</param>
/// <param name="IsConflict">Nothing was changed, since somebody else was faster.</param>
public sealed record EditedIssue(Issue Issue, IReadOnlyList<long> Changes, bool IsConflict);

/// <summary>What became of a change of issues.</summary>
/// <param name="Issues">Those there are, by number; others were not found.</param>
/// <param name="Problem">A sentence for the person when nothing was changed at all.</param>
public sealed record IssueEditResult(IReadOnlyList<EditedIssue> Issues, string? Problem = null);
