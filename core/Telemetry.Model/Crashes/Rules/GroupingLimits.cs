namespace Telemetry.Model.Crashes.Rules;

/// <summary>How much a project's rules may be.</summary>
public static class GroupingLimits
{
    /// <summary>Lines of the fingerprint rules, and of the stack rules.</summary>
    public const int Lines = 1000;

    /// <summary>Characters of a line.</summary>
    public const int LineLength = 1000;

    /// <summary>Characters of the fingerprint rules, and of the stack rules.</summary>
    public const int Length = 200_000;

    /// <summary>
    /// Characters compared for one crash by all of its project's rules: some 30 ms (measured on 2026-11-25). A thousand rules over 40 frames need a tenth of it. It is counted
    /// and not timed, because the same crash must always get the same group.
    /// </summary>
    internal const int Comparisons = 5_000_000;
}
