namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>How much may be uploaded for a release.</summary>
internal static class SourceLimits
{
    /// <summary>The archive, in bytes.</summary>
    public const int ArchiveBytes = 16 * 1024 * 1024;

    /// <summary>All files, in bytes of UTF-8.</summary>
    public const int AllBytes = 64 * 1024 * 1024;

    /// <summary>One file.</summary>
    public const int FileBytes = 2 * 1024 * 1024;

    /// <summary>How many files.</summary>
    public const int Files = 10_000;

    /// <summary>A path, in characters.</summary>
    public const int Path = 400;

    /// <summary>A module's name.</summary>
    public const int Module = 200;
}
