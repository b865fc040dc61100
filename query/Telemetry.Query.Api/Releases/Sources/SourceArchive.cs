using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Unicode;
using Telemetry.Control.Releases.Sources;

namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>
/// Reads an archive of sources. What it says of its own sizes is not believed: bytes are counted as they come out, and the first one too many ends it. Nothing of it is
/// ever written to a file.
/// </summary>
internal static class SourceArchive
{
    private const string PathRule = "Names are relative, with '/', of at most 400 characters, without '..', ':' and '\\', and end with .py, .pyw, .pyi, .pyx or .pxd.";

    /// <summary>The files of an archive, or what is wrong with it: exactly one of the two.</summary>
    public static (IReadOnlyList<SourceFile>? Files, string? Problem) Read(Stream archive)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
            return Read(zip);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return (null, "The body is no zip archive that can be read; an encrypted one cannot.");
        }
    }

    private static (IReadOnlyList<SourceFile>? Files, string? Problem) Read(ZipArchive zip)
    {
        // Folders are entries of their own in some archives.
        ZipArchiveEntry[] entries = [.. zip.Entries.Where(entry => !entry.FullName.EndsWith('/'))];
        ZipArchiveEntry[] sources = [.. entries.Where(entry => entry.FullName != SourceMap.FileName)];
        if (sources.Length is 0 or > SourceLimits.Files)
        {
            return (null, sources.Length == 0 ? "There is no file in the archive." : $"There are {sources.Length} files in the archive; there may be {SourceLimits.Files}.");
        }

        if (sources.FirstOrDefault(entry => !SourcePath.IsGood(entry.FullName)) is { } bad)
        {
            return (null, $"'{Shown(bad.FullName)}' cannot be the name of a source. {PathRule}");
        }

        if (sources.GroupBy(entry => entry.FullName, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return (null, $"'{Shown(twice.Key)}' is in the archive twice.");
        }

        int left = SourceLimits.AllBytes;
        Dictionary<string, SourceMapFile>? map = [];
        if (entries.FirstOrDefault(entry => entry.FullName == SourceMap.FileName) is { } told
            && (Take(told, SourceLimits.FileBytes * 2, ref left) is not { } json || (map = SourceMap.Read(json)) is null))
        {
            return (null, $"{SourceMap.FileName} is not the module map that this call takes.");
        }

        return Read(sources, map, left);
    }

    private static (IReadOnlyList<SourceFile>? Files, string? Problem) Read(ZipArchiveEntry[] sources, Dictionary<string, SourceMapFile> map, int left)
    {
        var files = new List<SourceFile>(sources.Length);
        foreach (ZipArchiveEntry entry in sources)
        {
            if (Take(entry, SourceLimits.FileBytes, ref left) is not { } text)
            {
                return (null, left < 0
                    ? $"The files have more than {SourceLimits.AllBytes} bytes together. Leave out what is not part of the application."
                    : $"'{Shown(entry.FullName)}' has more than {SourceLimits.FileBytes} bytes.");
            }

            if (!Utf8.IsValid(text) || text.AsSpan().Contains((byte)0))
            {
                return (null, $"'{Shown(entry.FullName)}' is not text in UTF-8.");
            }

            string hash = Convert.ToHexStringLower(SHA256.HashData(text));
            SourceMapFile? told = map.GetValueOrDefault(entry.FullName);
            if (told?.Sha256 is { } expected && !string.Equals(expected, hash, StringComparison.OrdinalIgnoreCase))
            {
                return (null, $"'{Shown(entry.FullName)}' is not what the module map says it is: the upload was damaged. Send it again.");
            }

            files.Add(new SourceFile(entry.FullName, told?.Module is { Length: > 0 } module ? module : SourcePath.Module(entry.FullName), hash, text));
        }

        return (files, null);
    }

    // Null: longer than that, or than what is left of all (which is negative then).
    private static byte[]? Take(ZipArchiveEntry entry, int most, ref int left)
    {
        using Stream packed = entry.Open();
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0 || text.Length + read > most)
            {
                return null;
            }

            text.Write(buffer, 0, read);
        }

        return text.ToArray();
    }

    private static string Shown(string path) => new([.. path.Take(100).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)]);
}
