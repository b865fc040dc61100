using System.Buffers.Text;
using System.Text;

namespace Telemetry.Ingest.Gateway.Otlp.Json;

/// <summary>
/// Strings of JSON as UTF-8. Half a surrogate pair and bytes that are not UTF-8 become U+FFFD, where the framework's reader throws: an
/// application that cuts a text in the middle of an emoji loses that emoji, not its batch.
/// </summary>
internal static class JsonText
{
    private const int HexDigits = 4;

    /// <summary>The same text as UTF-8; copied only when it was not.</summary>
    public static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> text) =>
        System.Text.Unicode.Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));

    /// <summary>Writes the text without its escapes, which the reader has checked. Never longer than the source. Returns the bytes written.</summary>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        int written = 0;
        while (!source.IsEmpty)
        {
            int plain = source.IndexOf((byte)'\\') is var escape and >= 0 ? escape : source.Length;
            source[..plain].CopyTo(destination[written..]);
            written += plain;
            source = source[plain..];
            if (!source.IsEmpty)
            {
                Rune rune = ReadEscape(ref source);
                written += rune.EncodeToUtf8(destination[written..]);
            }
        }

        return written;
    }

    private static Rune ReadEscape(ref ReadOnlySpan<byte> source)
    {
        char letter = (char)source[1];
        if (letter != 'u')
        {
            source = source[2..];
            return new Rune(letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => letter });
        }

        char first = ReadUnit(ref source);
        if (!char.IsSurrogate(first))
        {
            return new Rune(first);
        }

        ReadOnlySpan<byte> rest = source;
        if (rest.StartsWith("\\u"u8) && Rune.TryCreate(first, ReadUnit(ref rest), out Rune pair))
        {
            source = rest;
            return pair;
        }

        return Rune.ReplacementChar;
    }

    private static char ReadUnit(ref ReadOnlySpan<byte> source)
    {
        Utf8Parser.TryParse(source.Slice(2, HexDigits), out ushort unit, out _, 'x');
        source = source[(2 + HexDigits)..];
        return (char)unit;
    }
}
