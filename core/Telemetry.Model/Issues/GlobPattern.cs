namespace Telemetry.Model.Issues;

/// <summary>
/// A pattern in which <c>*</c> stands for anything and <c>?</c> for one character, without regard to case. No regular expression is made of what somebody typed:
/// a hostile pattern costs no more than the square of the text.
/// </summary>
/// <param name="Text">As written.</param>
public sealed record GlobPattern(string Text)
{
    /// <summary>Whether the whole text is like it.</summary>
    public bool IsMatch(string text) => IsMatch(Text, text, isPath: false);

    /// <summary>
    /// Whether the file is like it: <c>*</c> stays within one folder, <c>**</c> does not, and a pattern that does not begin with <c>/</c> may begin at any folder.
    /// Backslashes count as slashes.
    /// </summary>
    public bool IsPath(string path)
    {
        string text = path.Replace('\\', '/').TrimStart('/');
        string pattern = Text.Replace('\\', '/');
        if (pattern.StartsWith('/'))
        {
            return IsMatch(pattern.AsSpan(1), text, isPath: true);
        }

        // A folder's name alone stands for all below it.
        pattern = pattern.EndsWith('/') ? pattern + "**" : pattern;
        for (int start = 0; start >= 0 && start <= text.Length; start = text.IndexOf('/', start) is var next && next < 0 ? -1 : next + 1)
        {
            if (IsMatch(pattern, text.AsSpan(start), isPath: true))
            {
                return true;
            }
        }

        return false;
    }

    // Walks both; at a mismatch it goes back to the last star and lets it stand for one more. A single star of a path cannot stand for a slash, so there the walk
    // goes back to the last double star, which stands for whole folders when a slash follows it.
    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool isPath)
    {
        int p = 0;
        int t = 0;
        (int Pattern, int Text) single = (-1, 0);
        (int Pattern, int Text, bool IsFolders) any = (-1, 0, false);
        while (t < text.Length || p < pattern.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                bool isDouble = !isPath || (p + 1 < pattern.Length && pattern[p + 1] == '*');
                p += pattern[p..].IndexOfAnyExcept('*') is var stars && stars < 0 ? pattern.Length - p : stars;
                bool isFolders = isPath && isDouble && p < pattern.Length && pattern[p] == '/';
                p += isFolders ? 1 : 0;
                (any, single) = isDouble ? ((p, t, isFolders), (-1, 0)) : (any, (p, t));
            }
            else if (p < pattern.Length && t < text.Length && IsSame(pattern[p], text[t], isPath))
            {
                p++;
                t++;
            }
            else if (single.Pattern >= 0 && single.Text < text.Length && !(isPath && text[single.Text] == '/'))
            {
                single.Text++;
                (p, t) = single;
            }
            else if (any.Pattern >= 0 && any.Text < text.Length)
            {
                any.Text = any.IsFolders ? NextFolder(text, any.Text) : any.Text + 1;
                single = (-1, 0);
                (p, t) = (any.Pattern, any.Text);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static int NextFolder(ReadOnlySpan<char> text, int start) => text[start..].IndexOf('/') is var slash && slash < 0 ? text.Length : start + slash + 1;

    private static bool IsSame(char pattern, char text, bool isPath) =>
        pattern == '?' ? !isPath || text != '/' : char.ToLowerInvariant(pattern) == char.ToLowerInvariant(text);
}
