using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A project's fingerprint rules, in Sentry's syntax; the first line that holds wins.</summary>
/// <param name="Rules">Lines that can be used.</param>
/// <param name="Problems">Lines that cannot.</param>
internal sealed record FingerprintRules(IReadOnlyList<FingerprintRule> Rules, IReadOnlyList<RuleProblem> Problems)
{
    private const string Arrow = "->";
    private const string Title = "title=";

    /// <summary>No rules.</summary>
    public static FingerprintRules None { get; } = new([], []);

    /// <summary>Reads them.</summary>
    public static FingerprintRules Parse(string text)
    {
        List<FingerprintRule> rules = [];
        IReadOnlyList<RuleProblem> problems = RuleLines.Read(text, line => ReadLine(line, rules));
        return new FingerprintRules(rules, problems);
    }

    /// <summary>The first rule that holds; null for none, and when the budget was spent before one did.</summary>
    public FingerprintRule? Find(CrashReport report, IReadOnlyList<StackFrameKey> frames, RuleBudget budget)
    {
        foreach (FingerprintRule rule in Rules)
        {
            bool holds = rule.Holds(report, frames, budget);
            if (holds || budget.IsSpent)
            {
                return budget.IsSpent ? null : rule;
            }
        }

        return null;
    }

    private static RuleFault? ReadLine(string line, List<FingerprintRule> rules)
    {
        int arrow = RuleWords.IndexOf(line, Arrow);
        if (arrow < 0)
        {
            return RuleWords.CheckQuotes(line) ?? new RuleFault(line.Length + 1, "There is no \"->\".", "Conditions, \"->\" and a fingerprint: error.type:Name -> the-fingerprint");
        }

        (List<RuleMatcher> matchers, RuleFault? fault) = ReadConditions(line[..arrow]);
        if ((fault ?? RuleWords.CheckQuotes(line)) is { } wrong)
        {
            return wrong;
        }

        (List<string> fingerprint, string? title, fault) = ReadResult(line, arrow + Arrow.Length);
        if (fault is null)
        {
            rules.Add(new FingerprintRule(line, matchers, fingerprint, title));
        }

        return fault;
    }

    private static (List<RuleMatcher> Matchers, RuleFault? Fault) ReadConditions(string text)
    {
        List<RuleMatcher> matchers = [];
        foreach (RuleWord word in RuleWords.Of(text))
        {
            (RuleMatcher? matcher, RuleFault? fault) = RuleConditions.Read(word);
            if (matcher is null)
            {
                return (matchers, fault);
            }

            matchers.Add(matcher);
        }

        return (matchers, matchers.Count > 0 ? null : new RuleFault(1, "There is no condition.", "A condition before \"->\", such as error.type:Name."));
    }

    /// <summary>Parts with commas between; <c>title="…"</c> behind them.</summary>
    private static (List<string> Fingerprint, string? Title, RuleFault? Fault) ReadResult(string line, int start)
    {
        int titleAt = RuleWords.IndexOf(line, Title, start);
        string? title = titleAt < 0 ? null : line[(titleAt + Title.Length)..].Trim().Trim('"');
        List<string> fingerprint = [];
        int end = titleAt < 0 ? line.Length : titleAt;
        for (int from = start; from < end;)
        {
            int comma = RuleWords.IndexOf(line[..end], ",", from) is var next && next < 0 ? end : next;
            string part = line[from..comma].Trim().Trim('"');
            if (part.Length > 0 && !FingerprintVariables.IsKnown(part))
            {
                int column = from + line.AsSpan(from).IndexOfAnyExcept(' ', '\t') + 1;
                return (fingerprint, title, new RuleFault(column, $"\"{part}\" is no variable.", $"One of {FingerprintVariables.Names}, each in {{{{ }}}}."));
            }

            fingerprint.AddRange(part.Length > 0 ? [part] : Array.Empty<string>());
            from = comma + 1;
        }

        RuleFault? fault = fingerprint.Count == 0 ? new RuleFault(start + 1, "There is no fingerprint.", "A fingerprint behind \"->\": a word, a text in quotes, or a variable such as {{ error.type }}.")
            : fingerprint.Count > CrashLimits.Parts ? new RuleFault(start + 1, $"The fingerprint has {fingerprint.Count} parts.", $"At most {CrashLimits.Parts}.")
            : null;
        return (fingerprint, title, fault);
    }
}
