namespace Telemetry.Model.Search;

/// <summary>Compares text in memory as the store compares it: patterns with <c>*</c>, words whole, without regard to case. Time grows with the text times the pattern, whatever they hold.</summary>
public static class TextMatch
{
    /// <summary>Whether the pattern is the whole text.</summary>
    public static bool IsWhole(TextPattern pattern, string text)
    {
        IReadOnlyList<string> segments = pattern.Segments;
        if (segments.Count == 1)
        {
            return text.Equals(segments[0], StringComparison.OrdinalIgnoreCase);
        }

        string last = segments[^1];
        return text.Length >= segments[0].Length + last.Length
            && text.StartsWith(segments[0], StringComparison.OrdinalIgnoreCase)
            && text.EndsWith(last, StringComparison.OrdinalIgnoreCase)
            && EndOfInner(segments, text.AsSpan(0, text.Length - last.Length), segments[0].Length) >= 0;
    }

    /// <summary>Whether the pattern stands somewhere in the text. Where it begins or ends with a word, that word is whole there.</summary>
    public static bool Contains(TextPattern pattern, string text)
    {
        IReadOnlyList<string> segments = pattern.Segments;
        for (int start = Find(text, segments[0], 0); start >= 0; start = start < text.Length ? Find(text, segments[0], start + 1) : -1)
        {
            if (IsEdge(text, segments[0], start, before: true) && EndsBehind(segments, text, start + segments[0].Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsBehind(IReadOnlyList<string> segments, string text, int position)
    {
        string last = segments[^1];
        if (segments.Count == 1)
        {
            return IsEdge(text, last, position - last.Length, before: false);
        }

        int end = EndOfInner(segments, text, position);
        for (int start = end < 0 ? -1 : Find(text, last, end); start >= 0; start = start < text.Length ? Find(text, last, start + 1) : -1)
        {
            if (IsEdge(text, last, start, before: false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the segments between the first and the last end when each is taken as early as it comes; -1 when they are not there.</summary>
    private static int EndOfInner(IReadOnlyList<string> segments, ReadOnlySpan<char> text, int position)
    {
        for (int i = 1; i < segments.Count - 1; i++)
        {
            int found = text[position..].IndexOf(segments[i], StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return -1;
            }

            position += found + segments[i].Length;
        }

        return position;
    }

    private static int Find(string text, string segment, int from) => text.IndexOf(segment, from, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether no word goes on beyond that side of a segment that begins, or ends, with one.</summary>
    private static bool IsEdge(string text, string segment, int start, bool before)
    {
        if (segment.Length == 0 || !IsWord(before ? segment[0] : segment[^1]))
        {
            return true;
        }

        int beyond = before ? start - 1 : start + segment.Length;
        return beyond < 0 || beyond >= text.Length || !IsWord(text[beyond]);
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character >= 0x80;
}
