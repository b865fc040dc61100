namespace Telemetry.Model.Issues;

/// <summary>What brings an archived issue back. Stored as text in lower case: never rename one.</summary>
public enum ArchiveKind
{
    /// <summary>Happening far more often than in the week before.</summary>
    Escalating,

    /// <summary>Nothing.</summary>
    Forever,

    /// <summary>Time.</summary>
    Time,

    /// <summary>A number of further events.</summary>
    Events,

    /// <summary>A number of further users.</summary>
    Users,
}

/// <summary>The decision that an issue is archived.</summary>
/// <param name="Kind">What brings it back.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Until">For <see cref="ArchiveKind.Time"/>; else null.</param>
/// <param name="Count">For events and users: how many bring it back; positive. Else null.</param>
/// <param name="Window">For events and users: within how long that many; null: ever.</param>
/// <param name="Baseline">For events and users without a window: how many there were at <paramref name="At"/>. Else 0.</param>
public sealed record IssueArchive(ArchiveKind Kind, DateTimeOffset At, DateTimeOffset? Until = null, long? Count = null, TimeSpan? Window = null, long Baseline = 0);
