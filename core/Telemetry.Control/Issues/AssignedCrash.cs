using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>What became of one crash.</summary>
/// <param name="Issue">The issue it belongs to; null: somebody has discarded it, so it is to be counted as dropped and not stored.</param>
/// <param name="IsNew">Whether it made the issue. False when the crash is handled again.</param>
/// <param name="Key">What it is to be stored under: its first key, or what stands for that since its issue was deleted.</param>
public readonly record struct AssignedCrash(IssueId? Issue, bool IsNew, GroupingKey Key);
