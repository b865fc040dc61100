namespace Telemetry.Control.Releases;

/// <summary>A row of <c>releases</c>.</summary>
internal sealed class ReleaseRow
{
    public long Id { get; set; }

    public required long ProjectId { get; set; }

    public required string Version { get; set; }

    /// <summary>Null: the name is no version.</summary>
    public required string? VersionKey { get; set; }

    /// <summary>Null: nothing came from it yet.</summary>
    public required long? FirstSeenAtMilliseconds { get; set; }

    /// <summary>As somebody said it.</summary>
    public required long? ReleasedAtMilliseconds { get; set; }

    /// <summary>When it was released, else when it was seen first, else when it was made.</summary>
    public required long DateMilliseconds { get; set; }

    public required string Url { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public List<ReleaseCommitRow> Commits { get; set; } = [];
}

/// <summary>A row of <c>release_commits</c>.</summary>
internal sealed class ReleaseCommitRow
{
    public long ReleaseId { get; set; }

    public required int Position { get; set; }

    public required string Hash { get; set; }

    public required string Author { get; set; }

    public required string Message { get; set; }

    public required long? AtMilliseconds { get; set; }
}

/// <summary>A row of <c>deploys</c>.</summary>
internal sealed class DeployRow
{
    public long Id { get; set; }

    public required long ProjectId { get; set; }

    public required string Version { get; set; }

    public required string Environment { get; set; }

    public required string Name { get; set; }

    public required string Url { get; set; }

    public required long AtMilliseconds { get; set; }
}
