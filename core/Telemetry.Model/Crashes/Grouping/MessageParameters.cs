using System.Text.RegularExpressions;

namespace Telemetry.Model.Crashes.Grouping;

/// <summary>
/// Replaces what changes from one message to the next: addresses, ids, times, numbers, quoted texts behind <c>=</c>. The first two lines that are
/// not blank are used. One pass: what one pattern has replaced no other sees.
/// </summary>
internal static partial class MessageParameters
{
    private const int Lines = 2;
    private const int MaxLength = 1024;

    /// <summary>The message with <c>&lt;uuid&gt;</c>, <c>&lt;int&gt;</c>, … in it.</summary>
    public static string Replace(string message)
    {
        string text = string.Join('\n', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(Lines));
        text = text.Length > MaxLength ? text[..MaxLength] : text;
        return Parameter().Replace(text, match => $"<{NameOf(match)}>");
    }

    private static string NameOf(Match match)
    {
        // Group 0 is the whole match; exactly one of the others took part.
        for (int i = 1; i < match.Groups.Count; i++)
        {
            if (match.Groups[i].Success)
            {
                return match.Groups[i].Name;
            }
        }

        return "value";
    }

    // No time limit: the text is at most 1024 characters, no alternative nests a repetition in another, and a limit would make the group a matter
    // of how busy the machine is.
    [GeneratedRegex(
        """
        (?<email>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}\b)
        |(?<url>\b(?:https?|wss?|ftp|file|rediss?|postgres|postgresql|mysql|amqps?)://[^\s'"<>]+)
        |(?<path>(?:(?<![\w/])/(?:[\w.@+-]+/)+[\w.@+-]+|\b[A-Za-z]:\\(?:[^\s\\'"<>|]+\\)*[^\s\\'"<>|]+))
        |(?<ip>\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\b(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}\b)
        |(?<traceparent>\b00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\b)
        |(?<uuid>\b[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\b)
        |(?<date>\b\d{4}-\d{2}-\d{2}(?:[T\x20]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?\b|\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b)
        |(?<hex>\b0[xX][0-9a-fA-F]+\b|\b(?=[0-9a-f]*\d)[0-9a-f]{8,128}\b|\b(?=[0-9A-F]*\d)[0-9A-F]{8,128}\b)
        |(?<duration>\b\d+(?:\.\d+)?(?:ns|us|µs|ms|s|sec|min|h)\b)
        |(?<float>(?<![\w.])[-+]?\d+\.\d+(?:[eE][-+]?\d+)?\b)
        |(?<int>(?<![\w.])[-+]?\d+\b)
        |(?<=[=:]\s?)(?<quoted>'[^']*'|"[^"]*")
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
