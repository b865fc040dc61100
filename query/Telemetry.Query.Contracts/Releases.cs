namespace Telemetry.Query.Contracts;

/// <summary>The releases of a project, the newest first.</summary>
/// <param name="Order"><c>version</c> or <c>date</c>: a project whose newest releases are versions is ordered by them.</param>
/// <param name="Items">Releases, without their commits.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record ReleaseList(string Order, IReadOnlyList<ReleaseItem> Items, string? Next);

/// <summary>A release.</summary>
/// <param name="Version">Its name.</param>
/// <param name="IsVersion">Whether the name is a version, which has an order.</param>
/// <param name="FirstSeen">When something first came from it, RFC 3339, UTC; null: nothing yet.</param>
/// <param name="ReleasedAt">When it was released, as somebody said, RFC 3339, UTC; null: nobody did.</param>
/// <param name="Url">Where to read about it; empty for none.</param>
public sealed record ReleaseItem(string Version, bool IsVersion, string? FirstSeen, string? ReleasedAt, string Url);

/// <summary>A release with what belongs to it.</summary>
/// <param name="Release">The release.</param>
/// <param name="Previous">Name of the one before it in the project's order; null: there is none.</param>
/// <param name="Commits">In the order in which they were sent.</param>
/// <param name="Deploys">The newest first, at most 100.</param>
public sealed record ReleaseDetails(ReleaseItem Release, string? Previous, IReadOnlyList<ReleaseCommitItem> Commits, IReadOnlyList<DeployItem> Deploys)
{
    /// <summary>What was uploaded for crashes that bring no source; null: nothing.</summary>
    public SourceBundleItem? Sources { get; init; }
}

/// <summary>A commit.</summary>
/// <param name="Hash">1 to 100 characters.</param>
/// <param name="Author">At most 200 characters.</param>
/// <param name="Message">Cut to 1,000 characters.</param>
/// <param name="At">RFC 3339; null: not said.</param>
public sealed record ReleaseCommitItem(string? Hash, string? Author, string? Message, string? At);

/// <summary>Says something about a release, and makes it when it is unknown. What is left out stays as it is. Safe to repeat.</summary>
/// <param name="Version">1 to 200 characters; not <c>.</c>, <c>..</c> or <c>latest</c>; no <c>/</c> or <c>\</c>.</param>
/// <param name="ReleasedAt">RFC 3339.</param>
/// <param name="Url">Of a page about it: http or https, at most 1,000 characters.</param>
/// <param name="Commits">All of its commits, at most 1,000.</param>
public sealed record NewReleaseItem(string? Version, string? ReleasedAt, string? Url, IReadOnlyList<ReleaseCommitItem>? Commits);

/// <summary>Deploys, the newest first.</summary>
public sealed record DeployList(IReadOnlyList<DeployItem> Items);

/// <summary>A release was put to work somewhere.</summary>
/// <param name="Version">Which.</param>
/// <param name="Environment">Where.</param>
/// <param name="Name">What people call it; may be empty.</param>
/// <param name="Url">Where to read about it; may be empty.</param>
/// <param name="At">RFC 3339, UTC.</param>
public sealed record DeployItem(string Version, string Environment, string Name, string Url, string At);

/// <summary>Says that a release was put to work. The same again changes name and URL only.</summary>
/// <param name="Environment">1 to 100 characters.</param>
/// <param name="Name">At most 200 characters.</param>
/// <param name="Url">http or https, at most 1,000 characters.</param>
/// <param name="At">RFC 3339; left out: now.</param>
public sealed record NewDeploy(string? Environment, string? Name, string? Url, string? At);
