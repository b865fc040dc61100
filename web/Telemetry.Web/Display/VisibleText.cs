using System.Buffers;
using System.Globalization;

namespace Telemetry.Web.Display;

/// <summary>A run of text; <see cref="IsMark"/> says that it stands for a character that cannot be seen.</summary>
public readonly record struct TextRun(string Text, bool IsMark);

/// <summary>
/// Cuts text from telemetry into runs that show what is there: control characters, direction overrides and invisible characters
/// become visible marks, so that a log line cannot pretend to say something else. Escaping for HTML is Razor's work.
/// </summary>
public static class VisibleText
{
    // Not U+200C and U+200D: Persian and emoji need them, and they hide nothing. Tab and line breaks are layout, not trickery.
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Where(code => code is not ('\t' or '\n')).Select(code => (char)code),
        .. Enumerable.Range(0x7f, 0x21).Select(code => (char)code),
        '\u00ad', '\u061c', '\u180e', '\u200b', '\u200e', '\u200f', '\u2028', '\u2029',
        .. Enumerable.Range(0x202a, 5).Select(code => (char)code),
        .. Enumerable.Range(0x2060, 16).Select(code => (char)code),
        '\ufeff', '\ufff9', '\ufffa', '\ufffb',
    ]);

    /// <summary>Whether a character would not be seen as itself.</summary>
    public static bool IsHidden(char character) => Hidden.Contains(character);

    /// <summary>The whole text in order.</summary>
    public static IReadOnlyList<TextRun> Runs(string text)
    {
        if (!text.AsSpan().ContainsAny(Hidden))
        {
            return [new TextRun(text, false)];
        }

        List<TextRun> runs = [];
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var hidden = rest.IndexOfAny(Hidden);
            if (hidden != 0)
            {
                var plain = hidden < 0 ? rest : rest[..hidden];
                runs.Add(new TextRun(plain.ToString(), false));
                rest = rest[plain.Length..];
                continue;
            }

            // Windows line ends are as ordinary as the others.
            if (!rest.StartsWith("\r\n"))
            {
                runs.Add(new TextRun(Mark(rest[0]), true));
            }

            rest = rest[1..];
        }

        return runs;
    }

    /// <summary>One line for a row: colour codes of terminals are left out, line breaks become <c>↵</c>, and what is longer is cut with <c>…</c>.</summary>
    public static string Line(string text, int maxLength)
    {
        var window = text.AsSpan(0, Math.Min(text.Length, maxLength * 2));
        var line = TerminalCodes.Strip(window.TrimEnd()).Replace("\r\n", " ↵ ", StringComparison.Ordinal).Replace("\n", " ↵ ", StringComparison.Ordinal);
        return line.Length > maxLength || window.Length < text.Length ? WholeCharacters(line, maxLength) + "…" : line;
    }

    /// <summary>One line as <see cref="Line"/> makes it, with the marks in it: for titles, labels and drawings, which take plain text alone.</summary>
    public static string Plain(string text, int maxLength)
    {
        var line = Line(text, maxLength);
        return line.AsSpan().ContainsAny(Hidden) ? string.Concat(Runs(line).Select(run => run.Text)) : line;
    }

    /// <summary>The start of a text of several lines, with <c>…</c> when there is more.</summary>
    public static string Cut(string text, int maxLength) => text.Length > maxLength ? WholeCharacters(text, maxLength) + "…" : text;

    /// <summary>At most <paramref name="maxLength"/> UTF-16 units from the start, without half a character at the end.</summary>
    public static string WholeCharacters(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        return char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)] : text[..maxLength];
    }

    // The control pictures block has a glyph for each of the first 32 and for DEL.
    private static string Mark(char character) => character switch
    {
        < ' ' => ((char)(0x2400 + character)).ToString(),
        '\u007f' => "\u2421",
        _ => string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}"),
    };
}
