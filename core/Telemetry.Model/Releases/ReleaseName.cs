namespace Telemetry.Model.Releases;

/// <summary>
/// A release as Sentry's SDKs name it, taken apart: <c>package@version</c>. The package becomes the service's name and the version the release, so that what an
/// application sends in different ways has one release.
/// </summary>
/// <param name="Package">Empty when the name has none.</param>
/// <param name="Version">All of the name when it has no package.</param>
public readonly record struct ReleaseName(string Package, string Version)
{
    /// <summary>Takes a name apart at its last <c>@</c>. Where one side is empty the name is a version as a whole.</summary>
    public static ReleaseName Parse(string name)
    {
        int at = name.LastIndexOf('@');
        return at > 0 && at < name.Length - 1 ? new ReleaseName(name[..at], name[(at + 1)..]) : new ReleaseName("", name);
    }
}
