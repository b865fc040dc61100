using System.Globalization;
using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A project's stack rules, in Sentry's syntax; all lines are applied, from the first to the last.</summary>
/// <param name="Rules">Lines that can be used.</param>
/// <param name="MaxFrames">How many of the innermost frames may count (<c>max-frames=N</c>); null for all.</param>
/// <param name="Problems">Lines that cannot be used.</param>
internal sealed record StackRules(IReadOnlyList<StackRule> Rules, int? MaxFrames, IReadOnlyList<RuleProblem> Problems)
{
    private const string FrameLimit = "max-frames=";

    /// <summary>No rules.</summary>
    public static StackRules None { get; } = new([], null, []);

    /// <summary>Reads them.</summary>
    public static StackRules Parse(string text)
    {
        List<StackRule> rules = [];
        int? maxFrames = null;
        IReadOnlyList<RuleProblem> problems = RuleLines.Read(text, line => ReadLine(line, rules, ref maxFrames));
        return new StackRules(rules, maxFrames, problems);
    }

    /// <summary>Applies them to the frames of a stack, as far as the budget goes.</summary>
    public void Apply(StackFrameKey[] frames, CrashReport report, RuleBudget budget)
    {
        for (int i = 0; i < Rules.Count && !budget.IsSpent; i++)
        {
            Rules[i].Apply(frames, report, budget);
        }

        for (int i = 0; MaxFrames is { } max && i < frames.Length - max; i++)
        {
            frames[i] = frames[i] with { GroupByRule = false, Rule = $"{FrameLimit}{max}" };
        }
    }

    private static RuleFault? ReadLine(string line, List<StackRule> rules, ref int? maxFrames)
    {
        if (RuleWords.CheckQuotes(line) is { } quotes)
        {
            return quotes;
        }

        StackRuleParts parts = StackRuleParts.Of(line);
        List<RuleMatcher> matchers = [];
        List<StackAction> actions = [];
        RuleFault? fault = parts.Fault;
        int? limit = null;
        foreach (RuleWord word in fault is null ? parts.Words : [])
        {
            fault ??= ReadWord(word, matchers, actions, ref limit);
        }

        bool isRule = actions.Count > 0 && matchers.Count > 0;
        fault ??= isRule || (limit is not null && actions.Count == 0 && matchers.Count == 0 && !parts.HasSiblings) ? null : Missing(line, matchers.Count > 0);
        if (fault is null)
        {
            maxFrames = limit ?? maxFrames;
            rules.AddRange(isRule ? [new StackRule(line, matchers, parts.Caller, parts.Callee, actions)] : Array.Empty<StackRule>());
        }

        return fault;
    }

    private static RuleFault? ReadWord(RuleWord word, List<RuleMatcher> matchers, List<StackAction> actions, ref int? limit)
    {
        if (word.Text.StartsWith(FrameLimit, StringComparison.Ordinal))
        {
            bool isNumber = int.TryParse(word.Text[FrameLimit.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int max) && max is > 0 and <= CrashLimits.Frames;
            limit = isNumber ? max : limit;
            return isNumber ? null : new RuleFault(word.Column + FrameLimit.Length, $"\"{word.Text[FrameLimit.Length..]}\" is no number of frames.", $"A number from 1 to {CrashLimits.Frames}.");
        }

        if (StackAction.Parse(word.Text) is { } action)
        {
            actions.Add(action);
            return null;
        }

        if (word.Text is ['+' or '-' or '^', ..])
        {
            return new RuleFault(word.Column, $"\"{word.Text}\" is no action.", "+app, -app, +group or -group; ^ before it means the frames nearer to the crash, v those that called.");
        }

        (RuleMatcher? matcher, RuleFault? fault) = RuleConditions.Read(word);
        matchers.AddRange(matcher is null ? Array.Empty<RuleMatcher>() : [matcher]);
        return fault;
    }

    private static RuleFault Missing(string line, bool hasCondition) => hasCondition
        ? new RuleFault(line.Length + 1, "There is no action.", "+app, -app, +group or -group behind the condition: stack.module:acme.* +app")
        : new RuleFault(1, "There is no condition.", "A condition before the action, such as stack.module:acme.*");
}
