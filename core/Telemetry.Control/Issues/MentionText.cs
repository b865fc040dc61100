using System.Text.RegularExpressions;
using Telemetry.Control.Users;

namespace Telemetry.Control.Issues;

/// <summary>Finds whom a text mentions: <c>@ada@example.com</c>, <c>@ada</c> when only one address begins so, or <c>@AdaLovelace</c>, the name without its blanks.</summary>
internal static partial class MentionText
{
    /// <summary>How many accounts one comment may call.</summary>
    public const int Max = 20;

    /// <summary>Ids of the accounts, each once, in the order of the text. What fits several accounts or none mentions nobody.</summary>
    public static IReadOnlyList<string> Find(string text, IReadOnlyList<Account> accounts) =>
        [.. Mention().Matches(text).Select(match => match.Groups["name"].Value.TrimEnd('.', '-')).Select(name => Named(name, accounts)).OfType<string>().Distinct(StringComparer.Ordinal).Take(Max)];

    private static string? Named(string name, IReadOnlyList<Account> accounts)
    {
        Account[] called = [.. accounts.Where(account => Is(name, account.Email))];
        called = called.Length > 0 ? called : [.. accounts.Where(account => Is(name, account.Email.Split('@')[0]) || Is(name, account.Name.Replace(" ", "", StringComparison.Ordinal)))];
        return called.Length == 1 ? called[0].Id : null;
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<![\w.@])@(?<name>[\w.+-]{1,100}(?:@[\w.-]{1,100})?)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
