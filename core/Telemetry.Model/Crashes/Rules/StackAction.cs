using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>What a stack rule does to a frame.</summary>
/// <param name="IsApp">Whether it decides about <c>app</c>, or about <c>group</c>.</param>
/// <param name="Value">What it decides.</param>
/// <param name="Range">The frame (0), those it called (1, <c>^</c>: towards the crash), or those that called it (-1, <c>v</c>).</param>
internal sealed record StackAction(bool IsApp, bool Value, int Range)
{
    /// <summary>Reads <c>+app</c>, <c>-group</c>, <c>^-group</c>, <c>v+app</c>. Null for anything else.</summary>
    public static StackAction? Parse(string word)
    {
        int range = word.Length > 0 ? word[0] switch { '^' => 1, 'v' => -1, _ => 0 } : 0;
        string rest = range == 0 ? word : word[1..];
        return rest switch
        {
            "+app" => new StackAction(true, true, range),
            "-app" => new StackAction(true, false, range),
            "+group" => new StackAction(false, true, range),
            "-group" => new StackAction(false, false, range),
            _ => null,
        };
    }

    // A frame that is changed is made anew.
    private const int CostOfAChange = 20;

    /// <summary>Does it, unless that spends the budget.</summary>
    /// <param name="frames">Of the stack.</param>
    /// <param name="index">The frame that was meant.</param>
    /// <param name="line">The rule, for the explanation.</param>
    /// <param name="budget">Of the crash.</param>
    public void Apply(StackFrameKey[] frames, int index, string line, RuleBudget budget)
    {
        (int first, int last) = Range switch
        {
            0 => (index, index),
            > 0 => (index + 1, frames.Length - 1),
            _ => (0, index - 1),
        };
        for (int i = first; i <= last && budget.TrySpend(CostOfAChange); i++)
        {
            frames[i] = IsApp ? frames[i] with { Frame = frames[i].Frame with { InApp = Value }, Rule = line } : frames[i] with { GroupByRule = Value, Rule = line };
        }
    }
}
