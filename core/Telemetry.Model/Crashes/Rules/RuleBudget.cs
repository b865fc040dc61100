namespace Telemetry.Model.Crashes.Rules;

/// <summary>The work that the rules may still do for one crash. When it is spent nothing matches any more, and whoever asks must look at <see cref="IsSpent"/>.</summary>
internal sealed class RuleBudget
{
    private int _left = GroupingLimits.Comparisons;

    /// <summary>Whether rules were left out.</summary>
    public bool IsSpent => _left < 0;

    /// <summary>Takes some; false when there is none left.</summary>
    public bool TrySpend(int comparisons)
    {
        _left = _left < 0 ? -1 : _left - comparisons;
        return _left >= 0;
    }
}
