namespace Telemetry.Model.Issues;

/// <summary>What the store says of an archived issue.</summary>
/// <param name="Count">Since it was archived, or within its window; for a limit without a window, all that is kept.</param>
/// <param name="Limit">For <see cref="ArchiveKind.Escalating"/>: events in this hour, since it was archived, above which it is back.</param>
public readonly record struct IssueFacts(IssueCount Count, double Limit);

/// <summary>A change that nobody made.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="State">The state afterwards.</param>
/// <param name="Cause">The crash that did it; null: time, or a number.</param>
public sealed record IssueTransition(IssueChangeKind Kind, IssueState State, CrashMoment? Cause);
