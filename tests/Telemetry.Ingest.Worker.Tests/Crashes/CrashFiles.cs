using System.IO.Compression;
using Telemetry.Testing;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>Recorded crashes beside the tests.</summary>
internal static class CrashFiles
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "Telemetry.Ingest.Worker.Tests", "Crashes");

    /// <summary>Names of files, without folder and extension, in order.</summary>
    public static IReadOnlyList<string> Names(string folder, string extension) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, folder), "*" + extension).Select(path => Path.GetFileName(path)[..^extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>A file; decompressed when its name ends in <c>.gz</c>.</summary>
    public static byte[] Read(string folder, string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, folder, name));
        return name.EndsWith(".gz", StringComparison.Ordinal) ? Decompress(bytes) : bytes;
    }

    /// <summary>A text file.</summary>
    public static string ReadText(string folder, string name) => System.Text.Encoding.UTF8.GetString(Read(folder, name));

    private static byte[] Decompress(byte[] bytes)
    {
        using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream decoded = new();
        gzip.CopyTo(decoded);
        return decoded.ToArray();
    }
}
