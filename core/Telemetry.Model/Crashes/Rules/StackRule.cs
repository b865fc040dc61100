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
    private readonly RuleMatcher[] _ofFrames = [.. Matchers.Where(matcher => matcher.IsOfFrame)];
    private readonly RuleMatcher[] _ofCrash = [.. Matchers.Where(matcher => !matcher.IsOfFrame)];

    /// <summary>Applies it to the frames of a stack, outermost first, as far as the budget goes.</summary>
    public void Apply(StackFrameKey[] frames, CrashReport report, RuleBudget budget)
    {
        foreach (RuleMatcher matcher in _ofCrash)
        {
            if (!matcher.Holds(report, budget))
            {
                return;
            }
        }

        // What holds is found before anything is changed: a rule about app:yes must not see its own work.
        foreach (int index in FindHeld(frames, report.Platform, budget))
        {
            foreach (StackAction action in Actions)
            {
                action.Apply(frames, index, Line, budget);
            }
        }
    }

    private List<int> FindHeld(StackFrameKey[] frames, string platform, RuleBudget budget)
    {
        List<int> held = [];
        for (int i = 0; i < frames.Length; i++)
        {
            if (Holds(frames, i, platform, budget))
            {
                held.Add(i);
            }
        }

        return budget.IsSpent ? [] : held;
    }

    // Loops, since with a thousand rules this is asked forty thousand times for one crash.
    private bool Holds(StackFrameKey[] frames, int index, string platform, RuleBudget budget)
    {
        foreach (RuleMatcher matcher in _ofFrames)
        {
            if (!matcher.Holds(frames[index], platform, budget))
            {
                return false;
            }
        }

        return (Caller is null || (index > 0 && Caller.Holds(frames[index - 1], platform, budget)))
            && (Callee is null || (index + 1 < frames.Length && Callee.Holds(frames[index + 1], platform, budget)));
    }
}
