using System.Globalization;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>
/// Half surrogates in a JSON document. Python writes file names that are no UTF-8 as <c>\udcXX</c>; such an escape is valid JSON, but no .NET
/// reader gives the string, or even finds the fields beside it. So they are replaced before anything is read.
/// </summary>
internal static class JsonSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The document with <c>\ufffd</c> for every half; the same memory when there is none.</summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> utf8, CrashProblems problems)
    {
        if (utf8.Span.IndexOf("\\ud"u8) < 0 && utf8.Span.IndexOf("\\uD"u8) < 0)
        {
            return utf8;
        }

        byte[] mended = utf8.ToArray();
        int halves = 0;
        for (int i = mended.AsSpan().IndexOf((byte)'\\'); i >= 0 && i + 1 < mended.Length; i = Next(mended, i))
        {
            int length = LengthOfEscape(mended.AsSpan(i));
            if (length == EscapeLength && IsSurrogate(mended.AsSpan(i)))
            {
                "\\ufffd"u8.CopyTo(mended.AsSpan(i));
                halves++;
            }

            i += length - 1;
        }

        if (halves > 0)
        {
            problems.Add("document", $"{halves} half characters, replaced");
        }

        return mended;
    }

    private static int Next(ReadOnlySpan<byte> text, int index)
    {
        int distance = text[(index + 1)..].IndexOf((byte)'\\');
        return distance < 0 ? -1 : index + 1 + distance;
    }

    /// <summary>A pair is one escape of twelve bytes, and right as it is.</summary>
    private static int LengthOfEscape(ReadOnlySpan<byte> text) =>
        CodeOf(text) switch
        {
            < 0 => 2,
            >= 0xD800 and < 0xDC00 when text.Length > EscapeLength && CodeOf(text[EscapeLength..]) is >= 0xDC00 and < 0xE000 => 2 * EscapeLength,
            _ => EscapeLength,
        };

    private static bool IsSurrogate(ReadOnlySpan<byte> text) => CodeOf(text) is >= 0xD800 and < 0xE000;

    private static int CodeOf(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
        && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
            ? code
            : -1;
}
