namespace Telemetry.Model.Releases;

/// <summary>Whether a project names its releases by versions.</summary>
public static class ReleaseNaming
{
    /// <summary>How many of the newest releases decide.</summary>
    public const int Sample = 10;

    private const int Newest = 3;

    /// <summary>
    /// Of at most two releases the newest must be a version; of three to nine, one of the newest three; of ten or more, that, and three of the newest ten. So neither one odd name
    /// nor an old habit decides.
    /// </summary>
    /// <param name="newestFirst">The releases made last, as many as there are up to <see cref="Sample"/>. None: by date.</param>
    public static bool IsByVersion(IReadOnlyList<string> newestFirst)
    {
        bool[] isVersion = [.. newestFirst.Take(Sample).Select(name => ReleaseKey.OfVersion(name) is not null)];
        return isVersion.Length switch
        {
            0 => false,
            < Newest => isVersion[0],
            < Sample => isVersion.Take(Newest).Any(one => one),
            _ => isVersion.Take(Newest).Any(one => one) && isVersion.Count(one => one) >= Newest,
        };
    }
}
