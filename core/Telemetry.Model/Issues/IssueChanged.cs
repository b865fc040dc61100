namespace Telemetry.Model.Issues;

/// <summary>What happened to an issue. Stored as text in camel case: never rename one.</summary>
public enum IssueChangeKind
{
    /// <summary>A crash was seen that is none of the known issues.</summary>
    Created,

    /// <summary>A crash of a release that should be free of it.</summary>
    Regressed,

    /// <summary>An archived issue happens far more often than before.</summary>
    Escalated,

    /// <summary>An archived issue is back because its time or its number is up.</summary>
    Unarchived,

    /// <summary>Nothing happened for so long that the issue is just one of the known ones.</summary>
    Aged,

    /// <summary>Somebody resolved it.</summary>
    Resolved,

    /// <summary>Somebody made it unresolved.</summary>
    Reopened,

    /// <summary>Somebody archived it.</summary>
    Archived,

    /// <summary>Somebody, or a rule, said whose it is.</summary>
    Assigned,

    /// <summary>Somebody changed its priority.</summary>
    Prioritised,

    /// <summary>Somebody wrote a comment.</summary>
    Commented,

    /// <summary>Other issues became part of it.</summary>
    Merged,

    /// <summary>It became part of another issue.</summary>
    MergedAway,

    /// <summary>Some of it is an issue of its own again, or for the first time.</summary>
    Unmerged,

    /// <summary>Somebody took back a change.</summary>
    Undone,

    /// <summary>Somebody deleted it.</summary>
    Deleted,

    /// <summary>Somebody deleted it, and its crashes are thrown away from now on.</summary>
    Discarded,
}

/// <summary>Says that something happened to an issue: what alerting lives on. Written in the transaction of the change itself, so there is exactly one for each change.</summary>
public sealed record IssueChanged
{
    /// <summary>What happened.</summary>
    public required IssueChangeKind Kind { get; init; }

    /// <summary>Whose.</summary>
    public required uint Project { get; init; }

    /// <summary>The issue's id; for what was deleted, the one it had.</summary>
    public required long Issue { get; init; }

    /// <summary>For example <c>APP-17</c>.</summary>
    public required string ShortId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Title { get; init; }

    /// <summary>Where it happens.</summary>
    public required string Culprit { get; init; }

    /// <summary>As in <see cref="CrashSighting.Level"/>.</summary>
    public required string Level { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null: the server.</summary>
    public string? Actor { get; init; }

    /// <summary>Of the crash that caused it; null otherwise, or when it named none.</summary>
    public string? Release { get; init; }

    /// <summary>Of the crash that caused it; null otherwise, or when it named none.</summary>
    public string? Environment { get; init; }

    /// <summary>What it was; null for <see cref="IssueChangeKind.Created"/>.</summary>
    public IssueState? Before { get; init; }

    /// <summary>What it is now; null when it is gone.</summary>
    public IssueState? After { get; init; }

    /// <summary>Ids of the accounts that a comment mentions.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];
}
