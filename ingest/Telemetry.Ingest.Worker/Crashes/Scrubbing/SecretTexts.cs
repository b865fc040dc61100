using System.Buffers;
using System.Text.RegularExpressions;

namespace Telemetry.Ingest.Worker.Crashes.Scrubbing;

/// <summary>Secrets in the middle of a text: assignments, headers, addresses with a password, keys of known shapes.</summary>
internal static partial class SecretTexts
{
    /// <summary>What stands there instead.</summary>
    public const string Replacement = "[Filtered]";

    // Nearly no text holds one of these; then no pattern is tried.
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["pass", "pwd", "secret", "token", "key", "auth", "cookie", "credential", "bearer", "basic", "://", "akia", "asia", "ghp_", "xox", "eyj", "-----begin", "sk-", "sk_"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The text without its secrets; the same text when there is none.</summary>
    public static string Scrub(string text)
    {
        if (!text.AsSpan().ContainsAny(Hints))
        {
            return text;
        }

        string scrubbed = Assignment().Replace(text, match => $"{match.Groups["name"].Value}{Replacement}");
        scrubbed = AddressPassword().Replace(scrubbed, match => $"{match.Groups["before"].Value}{Replacement}@");
        return KnownShape().Replace(scrubbed, Replacement);
    }

    // password='x', "api_key": "x", Authorization: Bearer x, token = x. A value that is code (a call, a name with a dot) is no secret, but the price of guessing is a secret.
    [GeneratedRegex(
        """
        (?<name>(?:password|passwd|passphrase|pwd|secret|api[_-]?key|(?:auth|access|refresh|id|session|csrf|bearer)?[_-]?token|credentials?|private[_-]?key|authorization|(?:set-)?cookie)['"\]]{0,2}\s?(?:=|:)(?!=)\s?)
        (?:(?:[rbuf]{0,2})'(?:[^'\\]|\\.)*'|(?:[rbuf]{0,2})"(?:[^"\\]|\\.)*"|(?:(?:bearer|basic|digest)\s)?[^\s,;&'")}\]>]+)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<before>\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@'""]{0,200}:)[^\s/@'""]{1,200}@", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex AddressPassword();

    // Keys of AWS, GitHub, Slack, Stripe and OpenAI; JSON web tokens; private keys.
    [GeneratedRegex(
        """
        \b(?:AKIA|ASIA)[0-9A-Z]{16}\b
        |\bgh[pousr]_[A-Za-z0-9]{36,}\b
        |\bxox[abprs]-[A-Za-z0-9-]{10,}
        |\bsk[-_](?:live_|test_|proj-)?[A-Za-z0-9_-]{20,}
        |\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*
        |-----BEGIN\x20[A-Z\x20]*PRIVATE\x20KEY-----[\s\S]*?(?:-----END\x20[A-Z\x20]*PRIVATE\x20KEY-----|$)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex KnownShape();
}
