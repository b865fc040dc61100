namespace Telemetry.Model.Crashes;

/// <summary>Makes a text fit to be kept: of limited length, NUL made visible, no half characters.</summary>
public static class CrashText
{
    private const char NulPicture = '\u2400';
    private const char Replacement = '\uFFFD';
    private const char Ellipsis = '…';

    /// <summary>The text to keep.</summary>
    /// <param name="text">As it came.</param>
    /// <param name="maxLength">Characters, an ellipsis included when it was cut.</param>
    /// <param name="field">The name for a problem.</param>
    /// <param name="problems">Gets an entry when the text had to be changed.</param>
    public static string Fit(string text, int maxLength, string field, CrashProblems problems)
    {
        if (text.Length > maxLength)
        {
            problems.Add(field, $"longer than {maxLength} characters, cut");
            text = string.Concat(text.AsSpan(0, EndOfWhole(text, maxLength - 1)), [Ellipsis]);
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            problems.Add(field, "NUL made visible");
            text = text.Replace('\0', NulPicture);
        }

        return text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : WithoutHalves(text);
    }

    private static int EndOfWhole(string text, int end) => end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;

    /// <summary>Half of a surrogate pair is nothing that UTF-8 can say.</summary>
    private static string WithoutHalves(string text)
    {
        char[] whole = text.ToCharArray();
        for (int i = 0; i < whole.Length; i++)
        {
            if (char.IsHighSurrogate(whole[i]) && i + 1 < whole.Length && char.IsLowSurrogate(whole[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(whole[i]))
            {
                whole[i] = Replacement;
            }
        }

        return new string(whole);
    }
}
