using System.Text;
using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>
/// What a word is, in step with the index of the log bodies (tokenizer <c>splitByNonAlpha</c>): a run of ASCII letters and digits and of any
/// characters beyond ASCII. Everything else separates words.
/// </summary>
internal static class WordPattern
{
    private const string Before = @"(?:^|[^0-9A-Za-z\x{80}-\x{10FFFF}])";
    private const string After = @"(?:$|[^0-9A-Za-z\x{80}-\x{10FFFF}])";

    /// <summary>Whether the text is one word and nothing else.</summary>
    public static bool IsWord(string text) => text.Length > 0 && text.All(IsWordCharacter);

    /// <summary>A regular expression (RE2): the pattern stands anywhere, and where it starts or ends with a word, that word is whole.</summary>
    public static string ToRegex(TextPattern pattern)
    {
        string first = pattern.Segments[0];
        string last = pattern.Segments[^1];
        string before = first.Length > 0 && IsWordCharacter(first[0]) ? Before : "";
        string after = last.Length > 0 && IsWordCharacter(last[^1]) ? After : "";
        return $"(?is){before}{string.Join(".*", pattern.Segments.Select(Escape))}{after}";
    }

    /// <summary>The words every match holds whole, with spaces between: those a wildcard does not touch. May be empty.</summary>
    public static string WholeWords(TextPattern pattern) =>
        string.Join(' ', pattern.Segments.SelectMany((segment, i) => WholeWords(segment, isFirst: i == 0, isLast: i == pattern.Segments.Count - 1)));

    private static IEnumerable<string> WholeWords(string segment, bool isFirst, bool isLast)
    {
        int start = 0;
        while (start < segment.Length)
        {
            int end = start;
            while (end < segment.Length && IsWordCharacter(segment[end]))
            {
                end++;
            }

            if (end > start && (start > 0 || isFirst) && (end < segment.Length || isLast))
            {
                yield return segment[start..end];
            }

            start = end + 1;
        }
    }

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character >= 0x80;

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char character in text)
        {
            if (character < 0x80 && !char.IsAsciiLetterOrDigit(character) && !char.IsControl(character))
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
