namespace Telemetry.Model.Issues;

/// <summary>All of an issue that people and time change. Small enough to be kept with each change, so that the change can be undone.</summary>
public sealed record IssueState
{
    /// <summary>What has been decided.</summary>
    public required IssueStatus Status { get; init; }

    /// <summary><see cref="IssueSubstatus.None"/> unless unresolved.</summary>
    public required IssueSubstatus Substatus { get; init; }

    /// <summary>Since when status and substatus are these.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Set exactly when resolved.</summary>
    public IssueResolution? Resolution { get; init; }

    /// <summary>Set exactly when archived.</summary>
    public IssueArchive? Archive { get; init; }

    /// <summary>Whose it is: an account's e-mail address or a team's name, as written by whoever assigned it. Null: nobody's.</summary>
    public string? Assignee { get; init; }

    /// <summary>What is to be done first.</summary>
    public required IssuePriority Priority { get; init; }
}
