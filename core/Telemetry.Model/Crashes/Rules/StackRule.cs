using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line of a project's stack rules: <c>[ function:caller ] | module:acme.* | [ function:callee ] +app ^-group</c>.</summary>
/// <param name="Line">The text, for the explanation.</param>
/// <param name="Matchers">All must hold; those about frames for the frame.</param>
/// <param name="Caller">Must hold for the frame that called it; null for any.</param>
/// <param name="Callee">Must hold for the frame it called; null for any.</param>
/// <param name="Actions">What is done.</param>
internal sealed record StackRule(string Line, IReadOnlyList<RuleMatcher> Matchers, RuleMatcher? Caller, RuleMatcher? Callee, IReadOnlyList<StackAction> Actions)
{
    /// <summary>Applies it to the frames of a stack, outermost first, as far as the budget goes.</summary>
    public void Apply(StackFrameKey[] frames, CrashReport report, RuleBudget budget)
    {
        if (!Matchers.All(matcher => matcher.IsOfFrame || matcher.Holds(report, budget)))
        {
            return;
        }

        // What holds is found before anything is changed: a rule about app:yes must not see its own work.
        bool[] holds = [.. frames.Select((_, index) => Holds(frames, index, report.Platform, budget))];
        for (int i = 0; i < frames.Length && !budget.IsSpent; i++)
        {
            if (holds[i])
            {
                foreach (StackAction action in Actions)
                {
                    action.Apply(frames, i, Line, budget);
                }
            }
        }
    }

    private bool Holds(StackFrameKey[] frames, int index, string platform, RuleBudget budget) =>
        Matchers.All(matcher => !matcher.IsOfFrame || matcher.Holds(frames[index], platform, budget))
        && (Caller is null || (index > 0 && Caller.Holds(frames[index - 1], platform, budget)))
        && (Callee is null || (index + 1 < frames.Length && Callee.Holds(frames[index + 1], platform, budget)));
}
