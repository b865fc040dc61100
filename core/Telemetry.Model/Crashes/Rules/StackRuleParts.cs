namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line <c>[ caller ] | frame | [ callee ] actions</c>, taken apart. Both siblings may be absent.</summary>
/// <param name="Caller">Must hold for the frame that called it; null for any.</param>
/// <param name="Callee">Must hold for the frame it called; null for any.</param>
/// <param name="Words">Conditions of the frame, and actions.</param>
/// <param name="Fault">What is wrong with the brackets; null for nothing.</param>
internal sealed record StackRuleParts(RuleMatcher? Caller, RuleMatcher? Callee, IReadOnlyList<RuleWord> Words, RuleFault? Fault)
{
    /// <summary>Whether the rule looks at other frames too.</summary>
    public bool HasSiblings => Caller is not null || Callee is not null;

    /// <summary>Takes a line apart.</summary>
    public static StackRuleParts Of(string line)
    {
        int start = 0;
        RuleMatcher? caller = null;
        RuleMatcher? callee = null;
        RuleFault? fault = null;
        if (line.StartsWith('['))
        {
            (caller, start, fault) = Bracket(line, 0);
            start = fault is null ? SkipBar(line, start, out fault) : start;
        }

        int bar = fault is null ? RuleWords.IndexOf(line, "|", start) : -1;
        int end = bar < 0 ? line.Length : bar;
        IReadOnlyList<RuleWord> words = RuleWords.Of(line[start..end], start);
        if (bar >= 0)
        {
            int open = bar + 1 + CountBlanks(line, bar + 1);
            (callee, int behind, fault) = Bracket(line, open);
            words = [.. words, .. RuleWords.Of(line[behind..], behind)];
        }

        return new StackRuleParts(caller, callee, words, fault);
    }

    /// <summary>The one condition in brackets, and where the line goes on.</summary>
    private static (RuleMatcher? Matcher, int End, RuleFault? Fault) Bracket(string line, int open)
    {
        int close = open < line.Length && line[open] == '[' ? RuleWords.IndexOf(line, "]", open) : -1;
        if (close < 0)
        {
            return (null, line.Length, new RuleFault(open + 1, "The brackets are not complete.", "[ function:caller ] | module:acme.* | [ function:callee ] +app"));
        }

        IReadOnlyList<RuleWord> words = RuleWords.Of(line[(open + 1)..close], open + 1);
        if (words.Count != 1)
        {
            return (null, close + 1, new RuleFault(open + 1, $"There are {words.Count} conditions in the brackets.", "Exactly one."));
        }

        (RuleMatcher? matcher, RuleFault? fault) = RuleConditions.Read(words[0]);
        fault ??= matcher is { IsOfFrame: false } ? new RuleFault(words[0].Column, $"\"{words[0].Text}\" is not about a frame.", "A condition about a frame, such as function:main or module:acme.*") : null;
        return (matcher, close + 1, fault);
    }

    private static int SkipBar(string line, int start, out RuleFault? fault)
    {
        int bar = start + CountBlanks(line, start);
        bool isBar = bar < line.Length && line[bar] == '|';
        fault = isBar ? null : new RuleFault(bar + 1, "The bar behind the brackets is missing.", "[ function:caller ] | module:acme.* +app");
        return isBar ? bar + 1 : line.Length;
    }

    private static int CountBlanks(string line, int start) => line.AsSpan(start).IndexOfAnyExcept(' ', '\t') is var next && next < 0 ? line.Length - start : next;
}
