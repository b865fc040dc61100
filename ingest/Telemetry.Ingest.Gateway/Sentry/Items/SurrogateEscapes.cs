using System.Buffers.Text;

namespace Telemetry.Ingest.Gateway.Sentry.Items;

/// <summary>
/// Escapes of half a surrogate pair in JSON, which Python writes for file names that are no UTF-8. No reader takes them as text, so each becomes U+FFFD: an escape of the same length.
/// </summary>
internal static class SurrogateEscapes
{
    private const int EscapeBytes = 6;

    /// <summary>Whether there can be any; nearly never.</summary>
    public static bool MayHave(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    /// <summary>Replaces them. The bytes need not be JSON.</summary>
    public static void Replace(Span<byte> json)
    {
        while (json.IndexOf((byte)'\\') is var escape and >= 0)
        {
            json = json[escape..];
            int length = Unit(json) switch
            {
                { } high when char.IsHighSurrogate(high) && Unit(json[EscapeBytes..]) is { } low && char.IsLowSurrogate(low) => 2 * EscapeBytes,
                { } half when char.IsSurrogate(half) => Overwrite(json),
                _ => 2,
            };
            json = json[Math.Min(length, json.Length)..];
        }
    }

    private static char? Unit(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeBytes && json.StartsWith("\\u"u8) && Utf8Parser.TryParse(json[2..EscapeBytes], out ushort unit, out int read, 'x') && read == 4 ? (char)unit : null;

    private static int Overwrite(Span<byte> json)
    {
        "\\ufffd"u8.CopyTo(json);
        return EscapeBytes;
    }
}
