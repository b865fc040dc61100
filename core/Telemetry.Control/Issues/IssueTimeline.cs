using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>One line of an issue's timeline.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Details">The rest.</param>
/// <param name="Comment">The comment it tells of; null: none, or deleted.</param>
public sealed record IssueActivity(long Id, IssueChangeKind Kind, IssueActor Actor, DateTimeOffset At, IssueActivityDetails Details, IssueComment? Comment);

/// <summary>What somebody wrote about an issue.</summary>
/// <param name="Id">Never reused.</param>
/// <param name="Author">Who.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Mentions">Ids of accounts it mentions.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="EditedAt">When it was changed last; null: never.</param>
public sealed record IssueComment(long Id, IssueActor Author, string Text, IReadOnlyList<string> Mentions, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt);

/// <summary>A key of an issue, and the issue it came with.</summary>
/// <param name="Key">The key.</param>
/// <param name="Original">Where it goes when it is unmerged: this issue, or one that is part of it.</param>
public readonly record struct IssueKey(GroupingKey Key, IssueId Original);
