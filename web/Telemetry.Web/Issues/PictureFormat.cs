namespace Telemetry.Web.Issues;

/// <summary>Pictures that a page shows, known by how their bytes begin and never by what a client says. No SVG: it is a document, which can hold script.</summary>
internal static class PictureFormat
{
    private static readonly (byte[] Start, string ContentType)[] Known =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a], "image/png"),
        ([0xff, 0xd8, 0xff], "image/jpeg"),
        ([.. "GIF87a"u8], "image/gif"),
        ([.. "GIF89a"u8], "image/gif"),
    ];

    /// <summary>The type of a picture; null when it is none of these.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        foreach ((byte[] start, string contentType) in Known)
        {
            if (bytes.StartsWith(start))
            {
                return contentType;
            }
        }

        return bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp" : null;
    }

    /// <summary>Whether a client says that it is one of them: worth a try.</summary>
    public static bool IsClaimed(string contentType) => contentType is "image/webp" || Known.Any(format => format.ContentType == contentType);
}
