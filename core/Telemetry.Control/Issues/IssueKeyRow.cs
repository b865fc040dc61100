using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>A row of <c>issue_keys</c>: the map that says which issue a crash belongs to.</summary>
internal sealed class IssueKeyRow
{
    public required long ProjectId { get; set; }

    /// <summary>The 64 bits of the hash, read as a signed number.</summary>
    public required long Hash { get; set; }

    public required int GroupingVersion { get; set; }

    public long IssueId { get; set; }

    /// <summary>Where it goes back to when a merge is undone.</summary>
    public long OriginalIssueId { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public IssueRow? Issue { get; set; }

    public IssueRow? OriginalIssue { get; set; }

    public GroupingKey Key => new(GroupingVersion, unchecked((ulong)Hash));
}

/// <summary>A row of <c>grouping_versions</c>: since when a project's crashes are grouped by a version of the algorithm.</summary>
internal sealed class GroupingVersionRow
{
    public required long ProjectId { get; set; }

    public required int Version { get; set; }

    public required long SinceMilliseconds { get; set; }
}

/// <summary>A row of <c>renewed_keys</c>: a key whose issue was deleted, and what crashes that have it are stored under since.</summary>
internal sealed class RenewedKeyRow
{
    public required long ProjectId { get; set; }

    /// <summary>As the grouping makes it.</summary>
    public required long Hash { get; set; }

    public required int GroupingVersion { get; set; }

    public required long CurrentHash { get; set; }

    public GroupingKey Key => new(GroupingVersion, unchecked((ulong)Hash));

    public GroupingKey Current => new(GroupingVersion, unchecked((ulong)CurrentHash));
}

/// <summary>A row of <c>discarded_keys</c>: crashes that are thrown away.</summary>
internal sealed class DiscardedKeyRow
{
    public required long ProjectId { get; set; }

    public required long Hash { get; set; }

    public required int GroupingVersion { get; set; }

    public required string ShortId { get; set; }

    public required string Title { get; set; }

    public required string ActorName { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public GroupingKey Key => new(GroupingVersion, unchecked((ulong)Hash));
}
