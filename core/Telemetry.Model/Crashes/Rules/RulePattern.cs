namespace Telemetry.Model.Crashes.Rules;

/// <summary>
/// A glob of a rule: <c>*</c>, <c>?</c>, and in paths <c>**</c>, which alone crosses slashes. Matches the whole text. No regular expression is made of what somebody typed; the
/// characters compared are counted against the crash's budget.
/// </summary>
internal sealed class RulePattern(string glob, bool isPath, bool ignoreCase)
{
    // A match that fails at the first character costs a call.
    private const int CostOfAMatch = 4;

    private readonly string _glob = isPath ? glob.Replace('\\', '/') : glob;

    /// <summary>Whether all of the text is meant; false for none, and when the budget is spent.</summary>
    public bool IsMatch(string? text, RuleBudget budget) =>
        text is not null && (IsMatch(text.AsSpan(), budget) || (isPath && text is not ['/' or '\\', ..] && IsMatch("/" + text, budget)));

    /// <summary>The same without null. A path must begin with its slash.</summary>
    public bool IsMatch(ReadOnlySpan<char> text, RuleBudget budget)
    {
        if (!budget.TrySpend(CostOfAMatch) || !MayBegin(text))
        {
            return false;
        }

        // Walks both; at a mismatch it goes back to the last star and lets it stand for one more. A star of a path cannot stand for a slash, so there it goes back to the last double star.
        int p = 0;
        int t = 0;
        (int Pattern, int Text) single = (-1, 0);
        (int Pattern, int Text) any = (-1, 0);
        while (t < text.Length || p < _glob.Length)
        {
            if (!budget.TrySpend(1))
            {
                return false;
            }

            if (p < _glob.Length && _glob[p] == '*')
            {
                int stars = _glob.AsSpan(p).IndexOfAnyExcept('*') is var end && end < 0 ? _glob.Length - p : end;
                p += stars;
                (any, single) = !isPath || stars > 1 ? ((p, t), (-1, 0)) : (any, (p, t));
            }
            else if (p < _glob.Length && t < text.Length && IsSame(_glob[p], text[t]))
            {
                p++;
                t++;
            }
            else if (single.Pattern >= 0 && single.Text < text.Length && !IsSlash(text[single.Text]))
            {
                single.Text++;
                (p, t) = single;
            }
            else if (any.Pattern >= 0 && any.Text < text.Length)
            {
                any.Text++;
                single = (-1, 0);
                (p, t) = any;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    // Most patterns mean other texts, and their first character says so.
    private bool MayBegin(ReadOnlySpan<char> text) => _glob.Length == 0 || _glob[0] == '*' || (!text.IsEmpty && IsSame(_glob[0], text[0]));

    private bool IsSame(char pattern, char text)
    {
        if (isPath && IsSlash(text))
        {
            return pattern == '/';
        }

        return pattern == '?' || pattern == text || (ignoreCase && char.ToLowerInvariant(pattern) == char.ToLowerInvariant(text));
    }

    private static bool IsSlash(char character) => character is '/' or '\\';
}
