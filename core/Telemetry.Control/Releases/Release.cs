using Telemetry.Model;

namespace Telemetry.Control.Releases;

/// <summary>A release of a project.</summary>
public sealed record Release
{
    /// <summary>Whose.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Its name, as clients send it.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the name is a version, which has an order.</summary>
    public required bool IsVersion { get; init; }

    /// <summary>When something first came from it; null: nothing yet.</summary>
    public required DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When it was released, as somebody said; null: nobody did.</summary>
    public required DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Where to read about it; empty for none.</summary>
    public required string Url { get; init; }

    /// <summary>What is in it, as somebody said, in their order. Empty in lists.</summary>
    public IReadOnlyList<ReleaseCommit> Commits { get; init; } = [];

    internal static Release From(ReleaseRow row) => new()
    {
        Project = new ProjectId(checked((uint)row.ProjectId)),
        Version = row.Version,
        IsVersion = row.VersionKey is not null,
        FirstSeen = row.FirstSeenAtMilliseconds is { } seen ? DateTimeOffset.FromUnixTimeMilliseconds(seen) : null,
        ReleasedAt = row.ReleasedAtMilliseconds is { } released ? DateTimeOffset.FromUnixTimeMilliseconds(released) : null,
        Url = row.Url,
        Commits = [.. row.Commits.OrderBy(commit => commit.Position).Select(commit => new ReleaseCommit(
            commit.Hash, commit.Author, commit.Message, commit.AtMilliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null))],
    };
}

/// <summary>A commit.</summary>
/// <param name="Hash">Its hash; 1 to 100 characters.</param>
/// <param name="Author">Who wrote it; at most 200 characters.</param>
/// <param name="Message">What it does; at most 1,000 characters, cut.</param>
/// <param name="At">When; null: not said.</param>
public sealed record ReleaseCommit(string Hash, string Author, string Message, DateTimeOffset? At);

/// <summary>What somebody says about a release. What is null stays as it is.</summary>
/// <param name="Version">Its name.</param>
/// <param name="ReleasedAt">When it was released.</param>
/// <param name="Url">Where to read about it.</param>
/// <param name="Commits">All of its commits.</param>
public sealed record NewRelease(string Version, DateTimeOffset? ReleasedAt, string? Url, IReadOnlyList<ReleaseCommit>? Commits);

/// <summary>A release was put to work somewhere.</summary>
/// <param name="Version">Which.</param>
/// <param name="Environment">Where.</param>
/// <param name="Name">What people call it; may be empty.</param>
/// <param name="Url">Where to read about it; may be empty.</param>
/// <param name="At">When.</param>
public sealed record Deploy(string Version, string Environment, string Name, string Url, DateTimeOffset At);
