using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A project's fingerprint rules, in Sentry's syntax; the first line that holds wins.</summary>
/// <param name="Rules">Lines that can be used.</param>
/// <param name="Problems">Lines that cannot.</param>
internal sealed record FingerprintRules(IReadOnlyList<FingerprintRule> Rules, IReadOnlyList<RuleProblem> Problems)
{
    /// <summary>Rules of a project.</summary>
    public const int MaxLines = 500;

    /// <summary>No rules.</summary>
    public static FingerprintRules None { get; } = new([], []);

    /// <summary>Reads them.</summary>
    public static FingerprintRules Parse(string text)
    {
        List<FingerprintRule> rules = [];
        List<RuleProblem> problems = [];
        foreach ((int number, string line) in RuleLines.Of(text, MaxLines, problems))
        {
            if (ParseLine(line, out FingerprintRule? rule) is { } problem)
            {
                problems.Add(new RuleProblem(number, problem));
            }
            else if (rule is not null)
            {
                rules.Add(rule);
            }
        }

        return new FingerprintRules(rules, problems);
    }

    /// <summary>The first rule that holds; null for none.</summary>
    public FingerprintRule? Find(CrashReport report, IReadOnlyList<StackFrameKey> frames) => Rules.FirstOrDefault(rule => rule.Holds(report, frames));

    private static string? ParseLine(string line, out FingerprintRule? rule)
    {
        rule = null;
        int arrow = line.IndexOf("->", StringComparison.Ordinal);
        if (arrow < 0)
        {
            return "There is no \"->\". Write: error.type:Name -> the-fingerprint";
        }

        List<RuleMatcher> matchers = [];
        foreach (string word in RuleWords.Of(line[..arrow]))
        {
            if (RuleWords.ToMatcher(word) is not { } matcher)
            {
                return $"\"{word}\" is no condition. Write one like error.type:Name, stack.function:save_* or tags.channel:beta.";
            }

            matchers.Add(matcher);
        }

        (List<string> fingerprint, string? title) = ParseResult(line[(arrow + 2)..]);
        if (matchers.Count == 0 || fingerprint.Count == 0)
        {
            return "A rule needs a condition before \"->\" and a fingerprint behind it.";
        }

        rule = new FingerprintRule(line, matchers, fingerprint, title);
        return null;
    }

    /// <summary>Parts with commas between; <c>title="…"</c> behind them.</summary>
    private static (List<string> Fingerprint, string? Title) ParseResult(string text)
    {
        string? title = null;
        int start = text.IndexOf("title=", StringComparison.Ordinal);
        if (start >= 0)
        {
            title = text[(start + "title=".Length)..].Trim().Trim('"');
            text = text[..start];
        }

        return ([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim('"')).Take(CrashLimits.Parts)], title);
    }
}
