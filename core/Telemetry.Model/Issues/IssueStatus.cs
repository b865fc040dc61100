namespace Telemetry.Model.Issues;

/// <summary>What people have decided about an issue. Stored as text in lower case: never rename one.</summary>
public enum IssueStatus
{
    /// <summary>To be done.</summary>
    Unresolved,

    /// <summary>Done; it comes back when a crash shows otherwise.</summary>
    Resolved,

    /// <summary>Not to be done, at least for now.</summary>
    Archived,
}

/// <summary>Why an unresolved issue deserves a look. Stored as text in lower case: never rename one.</summary>
public enum IssueSubstatus
{
    /// <summary>The issue is not unresolved.</summary>
    None,

    /// <summary>Seen first not long ago.</summary>
    New,

    /// <summary>Known.</summary>
    Ongoing,

    /// <summary>Was archived and happens far more often than it did.</summary>
    Escalating,

    /// <summary>Was resolved and happens again.</summary>
    Regressed,
}

/// <summary>What is to be done first. Stored as text in lower case: never rename one.</summary>
public enum IssuePriority
{
    /// <summary>Last.</summary>
    Low,

    /// <summary>Between.</summary>
    Medium,

    /// <summary>First.</summary>
    High,
}
