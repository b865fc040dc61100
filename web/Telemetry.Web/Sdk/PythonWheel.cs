using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Web.Sdk;

/// <summary>Writes a wheel of Python sources ("Binary distribution format", packaging.python.org). The same sources give the same bytes.</summary>
internal static class PythonWheel
{
    // The first moment a zip file knows.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The content of the <c>.whl</c> file.</summary>
    /// <param name="name">Of the distribution.</param>
    /// <param name="version">As PEP 440 writes it.</param>
    /// <param name="summary">One line.</param>
    /// <param name="requires">A version specifier of Python.</param>
    /// <param name="entryPoints">All of <c>entry_points.txt</c>.</param>
    /// <param name="sources">Paths below <c>site-packages</c> and what is there.</param>
    public static byte[] Write(string name, string version, string summary, string requires, string entryPoints, IEnumerable<(string Path, byte[] Content)> sources)
    {
        var folder = $"{name.Replace('-', '_')}-{version}.dist-info";
        List<(string Path, byte[] Content)> files =
        [
            .. sources,
            ($"{folder}/METADATA", Text($"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: {summary}\nRequires-Python: {requires}\n")),
            ($"{folder}/WHEEL", Text("Wheel-Version: 1.0\nGenerator: telemetry\nRoot-Is-Purelib: true\nTag: py3-none-any\n")),
            ($"{folder}/entry_points.txt", Text(entryPoints)),
        ];
        files.Add(($"{folder}/RECORD", Text(string.Concat(files.Select(Record)) + $"{folder}/RECORD,,\n")));
        return Zip(files);
    }

    private static string Record((string Path, byte[] Content) file) =>
        $"{file.Path},sha256={Base64Url.EncodeToString(SHA256.HashData(file.Content))},{file.Content.Length}\n";

    private static byte[] Zip(List<(string Path, byte[] Content)> files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                var entry = archive.CreateEntry(path, CompressionLevel.SmallestSize);
                entry.LastWriteTime = Epoch;
                entry.ExternalAttributes = (0x8000 | 0b110_100_100) << 16; // a file, rw-r--r--
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
