using System.IO.Compression;
using System.Text;

namespace Telemetry.Control.Releases.Sources;

/// <summary>A text as the database keeps it.</summary>
internal static class PackedText
{
    public static byte[] Pack(ReadOnlySpan<byte> utf8)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(utf8);
        }

        return packed.ToArray();
    }

    public static string Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
