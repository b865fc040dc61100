namespace Telemetry.Query.Contracts;

/// <summary>Rules that change how a project's crashes are grouped, in Sentry's syntax.</summary>
/// <param name="Revision">Grows with each change; 0: nobody wrote any.</param>
/// <param name="Fingerprint">One a line: <c>error.type:DatabaseError -> database</c>. The first that holds wins. <c>#</c> begins a comment.</param>
/// <param name="Stack">One a line: <c>stack.module:acme.* +app</c>. All are applied, from top to bottom.</param>
/// <param name="ChangedBy">Name of whoever wrote them; null: nobody yet.</param>
/// <param name="ChangedAt">RFC 3339, UTC; null: never.</param>
/// <param name="InForceFrom">Crashes received from then on are grouped by them, RFC 3339, UTC; null: always.</param>
public sealed record GroupingRulesItem(int Revision, string Fingerprint, string Stack, string? ChangedBy, string? ChangedAt, string? InForceFrom);

/// <summary>The rules as they were, the newest first; the last 20 changes.</summary>
public sealed record GroupingRulesHistory(IReadOnlyList<GroupingRulesItem> Items);

/// <summary>Replaces the rules. Crashes that are stored stay where they are.</summary>
/// <param name="Fingerprint">At most 1,000 lines of 1,000 characters, 200,000 together; left out: none.</param>
/// <param name="Stack">The same.</param>
/// <param name="IfRevision">Only when this is the newest revision; otherwise 409.</param>
public sealed record NewGroupingRules(string? Fingerprint, string? Stack, int? IfRevision);

/// <summary>Rules to try.</summary>
/// <param name="Fingerprint">As for a change.</param>
/// <param name="Stack">The same.</param>
/// <param name="Crashes">How many of the newest crashes to try them on, 1 to 1,000; left out: 500.</param>
public sealed record GroupingTrial(string? Fingerprint, string? Stack, int? Crashes);

/// <summary>A line that is no rule.</summary>
/// <param name="Field"><c>fingerprint</c> or <c>stack</c>.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Expected">What would be right.</param>
public sealed record RuleProblemItem(string Field, int Line, int Column, string Message, string Expected);

/// <summary>What other rules would do, told by crashes of the last 30 days. Nothing is changed.</summary>
/// <param name="Crashes">How many were tried.</param>
/// <param name="Oldest">When the oldest of them happened, RFC 3339 with nine digits of a second, UTC; null: none was tried.</param>
/// <param name="StoppedBy">Why not more were tried: <c>count</c>, <c>bytes</c> or <c>time</c>; null: there are no more.</param>
/// <param name="Moved">How many of them would be in another issue.</param>
/// <param name="Moves">From where to where, the largest first; at most 100.</param>
public sealed record GroupingPreview(int Crashes, string? Oldest, string? StoppedBy, int Moved, IReadOnlyList<GroupingMove> Moves);

/// <summary>Crashes that would move together. Titles come from outside.</summary>
/// <param name="From">The issue they are in; null: it was deleted.</param>
/// <param name="To">The issue they would be in; null: a new one.</param>
/// <param name="NewKey">Key of the new issue, the same in all moves that would come together there; null when <paramref name="To"/> is known.</param>
/// <param name="Title">What a new issue would be called.</param>
/// <param name="Crashes">How many.</param>
/// <param name="Tried">How many of the tried crashes are in <paramref name="From"/> now: more than <paramref name="Crashes"/> when some stay or go elsewhere.</param>
/// <param name="Examples">Ids of the newest of them, at most 3.</param>
public sealed record GroupingMove(MovedIssue? From, MovedIssue? To, string? NewKey, string Title, int Crashes, int Tried, IReadOnlyList<string> Examples);

/// <summary>An issue that crashes would leave or come to.</summary>
/// <param name="Id">Decimal.</param>
/// <param name="ShortId">What people call it, such as <c>APP-17</c>.</param>
/// <param name="Title">What it is called.</param>
public sealed record MovedIssue(string Id, string ShortId, string Title);
