using Telemetry.Model.Crashes.Grouping;

namespace Telemetry.Model.Crashes.Rules;

/// <summary>A line of a project's fingerprint rules: <c>error.type:DatabaseError stack.function:"save_*" -&gt; database, {{ stack.function }} title="Database"</c>.</summary>
/// <param name="Line">The text, for the explanation.</param>
/// <param name="Matchers">All must hold; those about frames for the same frame.</param>
/// <param name="Fingerprint">Texts and variables.</param>
/// <param name="Title">The title; null for the usual one.</param>
internal sealed record FingerprintRule(string Line, IReadOnlyList<RuleMatcher> Matchers, IReadOnlyList<string> Fingerprint, string? Title)
{
    private readonly RuleMatcher[] _ofFrames = [.. Matchers.Where(matcher => matcher.IsOfFrame)];

    /// <summary>Whether it is meant. When that spends the budget the answer means nothing.</summary>
    public bool Holds(CrashReport report, IReadOnlyList<StackFrameKey> frames, RuleBudget budget) =>
        Matchers.All(matcher => matcher.IsOfFrame || matcher.Holds(report, budget))
        && (_ofFrames.Length == 0 || frames.Any(frame => _ofFrames.All(matcher => matcher.Holds(frame, report.Platform, budget))));
}
