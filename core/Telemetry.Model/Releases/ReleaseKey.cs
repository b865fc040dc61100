using System.Globalization;

namespace Telemetry.Model.Releases;

/// <summary>
/// A release's place among all of its project as text with ordinal order: versions by their order, and before all of them the names that are no versions, by date.
/// In a project whose releases are no versions that is the order of dates.
/// </summary>
public static class ReleaseKey
{
    /// <summary>The longest key. A version that would need more counts as none.</summary>
    public const int MaxLength = 400;

    /// <summary>For example <c>VA0A1A4!2!01!</c> for <c>1.4</c>.</summary>
    /// <param name="version">The release's name.</param>
    /// <param name="date">When it was released, else when it was seen first.</param>
    public static string Of(string version, DateTimeOffset date) =>
        OfVersion(version) ?? string.Create(CultureInfo.InvariantCulture, $"D{Math.Max(0, date.ToUnixTimeMilliseconds()):D15}");

    /// <summary>The same for a version; null for a name that is none.</summary>
    public static string? OfVersion(string version) => ReleaseVersion.Parse(version)?.Key is { Length: < MaxLength } key ? "V" + key : null;
}
