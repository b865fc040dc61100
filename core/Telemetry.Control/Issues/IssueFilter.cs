using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Which issues; what is not set does not matter. Counts and environments are the store's to filter by.</summary>
public sealed record IssueFilter
{
    /// <summary>Their status.</summary>
    public IssueStatus? Status { get; init; }

    /// <summary>Their substatus.</summary>
    public IssueSubstatus? Substatus { get; init; }

    /// <summary>Whose they are; empty: nobody's.</summary>
    public string? Assignee { get; init; }

    /// <summary>Their priority.</summary>
    public IssuePriority? Priority { get; init; }

    /// <summary>The level of their first crash.</summary>
    public string? Level { get; init; }

    /// <summary>The earliest release they were seen in.</summary>
    public string? FirstRelease { get; init; }

    /// <summary>Resolved in that release, by name.</summary>
    public string? ResolvedIn { get; init; }

    /// <summary>Words of which each occurs in title, type, culprit or short id, without regard to case of ASCII letters.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Last seen at or after.</summary>
    public DateTimeOffset? LastSeenFrom { get; init; }
}
