namespace Telemetry.Model.Releases;

/// <summary>The order of a project's releases.</summary>
/// <param name="IsByVersion">Whether by version; else by date.</param>
/// <param name="Dates">When the releases concerned were released, else seen first. One that is missing has no date yet.</param>
public sealed record ReleaseOrder(bool IsByVersion, IReadOnlyDictionary<string, DateTimeOffset> Dates)
{
    /// <summary>The release as a version, where that counts.</summary>
    public ReleaseVersion? VersionOf(string release) => IsByVersion ? ReleaseVersion.Parse(release) : null;

    /// <summary>Its date; null when it is not known.</summary>
    public DateTimeOffset? DateOf(string release) => Dates.TryGetValue(release, out DateTimeOffset date) ? date : null;

    /// <summary>The releases in this order, the newest first; those that name none last.</summary>
    public IReadOnlyList<string> NewestFirst(IEnumerable<string> releases) => [.. releases
        .OrderByDescending(release => release.Length > 0)
        .ThenByDescending(release => IsByVersion ? ReleaseKey.Of(release, Date(release)) : "", StringComparer.Ordinal)
        .ThenByDescending(Date)
        .ThenByDescending(release => release, StringComparer.Ordinal)];

    private DateTimeOffset Date(string release) => DateOf(release) ?? DateTimeOffset.UnixEpoch;
}
