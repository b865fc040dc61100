using System.Globalization;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A project's stack rules, in Sentry's syntax; all lines are applied, from the first to the last.</summary>
/// <param name="Rules">Lines that can be used.</param>
/// <param name="MaxFrames">How many of the innermost frames may count (<c>max-frames=N</c>); null for all.</param>
/// <param name="Problems">Lines that cannot be used.</param>
internal sealed record StackRules(IReadOnlyList<StackRule> Rules, int? MaxFrames, IReadOnlyList<RuleProblem> Problems)
{
    /// <summary>No rules.</summary>
    public static StackRules None { get; } = new([], null, []);

    /// <summary>Reads them.</summary>
    public static StackRules Parse(string text)
    {
        List<StackRule> rules = [];
        List<RuleProblem> problems = [];
        int? maxFrames = null;
        foreach ((int number, string line) in RuleLines.Of(text, FingerprintRules.MaxLines, problems))
        {
            if (ParseLine(line, ref maxFrames, out StackRule? rule) is { } problem)
            {
                problems.Add(new RuleProblem(number, problem));
            }
            else if (rule is not null)
            {
                rules.Add(rule);
            }
        }

        return new StackRules(rules, maxFrames, problems);
    }

    /// <summary>Applies them to the frames of a stack.</summary>
    public void Apply(StackFrameKey[] frames, CrashReport report)
    {
        foreach (StackRule rule in Rules)
        {
            rule.Apply(frames, report);
        }

        for (int i = 0; MaxFrames is { } max && i < frames.Length - max; i++)
        {
            frames[i] = frames[i] with { GroupByRule = false };
        }
    }

    private static string? ParseLine(string line, ref int? maxFrames, out StackRule? rule)
    {
        rule = null;
        (RuleMatcher? caller, string middle, RuleMatcher? callee, string? problem) = Siblings(line);
        List<RuleMatcher> matchers = [];
        List<StackAction> actions = [];
        foreach (string word in problem is null ? RuleWords.Of(middle) : [])
        {
            if (StackAction.Parse(word) is { } action)
            {
                actions.Add(action);
            }
            else if (word.StartsWith("max-frames=", StringComparison.Ordinal) && int.TryParse(word["max-frames=".Length..], CultureInfo.InvariantCulture, out int max) && max > 0)
            {
                maxFrames = max;
            }
            else if (RuleWords.ToMatcher(word) is { } matcher)
            {
                matchers.Add(matcher);
            }
            else
            {
                return $"\"{word}\" is neither a condition (stack.module:acme.*) nor an action (+app, -app, +group, -group, max-frames=5).";
            }
        }

        bool isRule = actions.Count > 0 && matchers.Count > 0;
        rule = isRule ? new StackRule(matchers, caller, callee, actions) : null;
        return problem ?? (isRule || maxFrames is not null ? null : "A rule needs a condition and an action: stack.module:acme.* +app");
    }

    /// <summary><c>[ caller ] | frame | [ callee ]</c>: both siblings may be absent; actions stand behind the last part.</summary>
    private static (RuleMatcher? Caller, string Middle, RuleMatcher? Callee, string? Problem) Siblings(string line)
    {
        RuleMatcher? caller = null;
        RuleMatcher? callee = null;
        string? problem = null;
        string middle = line;
        int behindCaller = line.StartsWith('[') ? line.IndexOf("] |", StringComparison.Ordinal) : -1;
        if (behindCaller > 0)
        {
            caller = RuleWords.ToMatcher(line[1..behindCaller].Trim());
            problem = caller is null ? "The caller in [ ] is no condition." : null;
            middle = line[(behindCaller + 3)..];
        }

        int beforeCallee = middle.IndexOf("| [", StringComparison.Ordinal);
        int end = beforeCallee < 0 ? -1 : middle.IndexOf(']', beforeCallee);
        if (end > 0)
        {
            callee = RuleWords.ToMatcher(middle[(beforeCallee + 3)..end].Trim());
            problem ??= callee is null ? "The callee in [ ] is no condition." : null;
            middle = middle[..beforeCallee] + " " + middle[(end + 1)..];
        }

        return (caller, middle, callee, problem);
    }
}
