namespace Telemetry.Model.Crashes;

/// <summary>Facts of the machine and of the interpreter; each null when unknown.</summary>
public sealed record CrashEnvironment
{
    /// <summary><c>Windows</c>, <c>macOS</c>, <c>Linux</c>, as the client wrote it.</summary>
    public string? OsName { get; init; }

    /// <summary>As the client wrote it.</summary>
    public string? OsVersion { get; init; }

    /// <summary><c>CPython</c>, <c>PyPy</c>, <c>node</c>.</summary>
    public string? RuntimeName { get; init; }

    /// <summary><c>3.13.0</c>.</summary>
    public string? RuntimeVersion { get; init; }

    /// <summary>Of the processor: <c>x86_64</c>, <c>arm64</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>How the program was packed: <c>source</c>, <c>wheel</c>, <c>pyinstaller</c>, <c>zipapp</c>, …</summary>
    public string? Packaging { get; init; }

    /// <summary><c>de_DE.UTF-8</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>The preferred encoding: <c>cp1252</c>, <c>utf-8</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>The time zone's name.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Physical memory, bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory the process had in use, bytes.</summary>
    public long? UsedMemoryBytes { get; init; }

    /// <summary>Free space where the program keeps its files, bytes.</summary>
    public long? FreeDiskBytes { get; init; }

    /// <summary>Processors.</summary>
    public int? ProcessorCount { get; init; }
}
