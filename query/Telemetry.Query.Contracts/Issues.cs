namespace Telemetry.Query.Contracts;

/// <summary>An issue: crashes that are one bug. Its texts come from outside.</summary>
public sealed record IssueItem
{
    /// <summary>Decimal; never reused.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it, such as <c>APP-17</c>. Works in addresses like the id.</summary>
    public required string ShortId { get; init; }

    /// <summary>At most 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Qualified type of the exception; empty for none.</summary>
    public required string Type { get; init; }

    /// <summary>Where it happens; empty when unknown.</summary>
    public required string Culprit { get; init; }

    /// <summary><c>fatal</c>, <c>error</c>, <c>warning</c>, <c>info</c> or <c>debug</c>.</summary>
    public required string Level { get; init; }

    /// <summary>What people and time change.</summary>
    public required IssueStateItem State { get; init; }

    /// <summary>Grows with each change of the state; <see cref="IssuePatch.IfVersion"/> takes it.</summary>
    public required long StateVersion { get; init; }

    /// <summary>Id of the issue that this one is part of now; null: of none.</summary>
    public required string? MergedInto { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    public required string FirstSeen { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    public required string LastSeen { get; init; }

    /// <summary>The earliest release it was seen in, by the order of releases; null: no crash named one.</summary>
    public required string? FirstRelease { get; init; }

    /// <summary>The latest.</summary>
    public required string? LastRelease { get; init; }
}

/// <summary>What people and time change of an issue.</summary>
/// <param name="Status"><c>unresolved</c>, <c>resolved</c> or <c>archived</c>.</param>
/// <param name="Substatus"><c>new</c>, <c>ongoing</c>, <c>escalating</c>, <c>regressed</c>; <c>none</c> unless unresolved.</param>
/// <param name="Since">Since when it is that, RFC 3339, UTC.</param>
/// <param name="Resolution">Set exactly when resolved.</param>
/// <param name="Archive">Set exactly when archived.</param>
/// <param name="Assignee">An e-mail address or a team; null: nobody.</param>
/// <param name="Priority"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
public sealed record IssueStateItem(
    string Status, string Substatus, string Since, IssueResolutionItem? Resolution, IssueArchiveItem? Archive, string? Assignee, string Priority);

/// <summary>How an issue was resolved.</summary>
/// <param name="In"><c>now</c>; <c>release</c>: in those named; <c>next</c>: in whatever comes after the one named.</param>
/// <param name="Releases">Empty for <c>now</c>.</param>
/// <param name="At">RFC 3339, UTC.</param>
public sealed record IssueResolutionItem(string In, IReadOnlyList<string> Releases, string At);

/// <summary>What brings an archived issue back.</summary>
/// <param name="Until"><c>escalating</c>, <c>forever</c>, <c>time</c>, <c>events</c> or <c>users</c>.</param>
/// <param name="Time">For <c>time</c>, RFC 3339, UTC; else null.</param>
/// <param name="Count">For <c>events</c> and <c>users</c>: how many more; else null.</param>
/// <param name="WindowMinutes">Within how long; null: ever.</param>
/// <param name="At">When it was archived, RFC 3339, UTC.</param>
public sealed record IssueArchiveItem(string Until, string? Time, long? Count, int? WindowMinutes, string At);

/// <summary>Changes an issue. What is left out stays as it is; at least one thing must be there.</summary>
public sealed record IssuePatch
{
    /// <summary><c>unresolved</c>, <c>resolved</c> or <c>archived</c>.</summary>
    public string? Status { get; init; }

    /// <summary>With <c>resolved</c>; left out: now.</summary>
    public IssueResolutionChange? Resolution { get; init; }

    /// <summary>With <c>archived</c>; left out: until it escalates.</summary>
    public IssueArchiveChange? Archive { get; init; }

    /// <summary>With <c>unresolved</c>: somebody has looked at it, so it is new, regressed or escalating no more.</summary>
    public bool? Reviewed { get; init; }

    /// <summary>An e-mail address or a team, at most 200 characters; empty: nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary><c>low</c>, <c>medium</c> or <c>high</c>.</summary>
    public string? Priority { get; init; }

    /// <summary>Only when the state still has this version; otherwise 409, or <c>conflict</c> in a list.</summary>
    public long? IfVersion { get; init; }
}

/// <summary>How an issue is resolved.</summary>
/// <param name="In"><c>now</c>, <c>current</c> (the newest release there is), <c>next</c> (whatever comes after it) or <c>release</c>.</param>
/// <param name="Releases">With <c>release</c>: 1 to 20, one for each line that is maintained.</param>
public sealed record IssueResolutionChange(string? In, IReadOnlyList<string>? Releases);

/// <summary>Until when an issue is archived.</summary>
/// <param name="Until"><c>escalating</c>, <c>forever</c>, <c>time</c>, <c>events</c> or <c>users</c>.</param>
/// <param name="Time">With <c>time</c>: RFC 3339 or relative such as <c>now+7d</c>; in the future.</param>
/// <param name="Count">With <c>events</c> and <c>users</c>: 1 to 1,000,000,000 more.</param>
/// <param name="WindowMinutes">With them: within how long, 1 to 43,200; left out: ever.</param>
public sealed record IssueArchiveChange(string? Until, string? Time, long? Count, int? WindowMinutes);

/// <summary>The same change for many issues.</summary>
/// <param name="Issues">Their ids, 1 to 1,000.</param>
/// <param name="Change">What.</param>
public sealed record IssueBulkPatch(IReadOnlyList<string>? Issues, IssuePatch? Change);

/// <summary>Takes changes back.</summary>
/// <param name="Changes">As the answers to changes name them, 1 to 5,000.</param>
public sealed record IssueUndo(IReadOnlyList<string>? Changes);

/// <summary>Issues after a change; those that were not found are missing.</summary>
public sealed record EditedIssueList(IReadOnlyList<EditedIssueItem> Items);

/// <summary>An issue after a change.</summary>
/// <param name="Issue">As it is now.</param>
/// <param name="Changes">Ids of what was changed, by which it can be taken back; empty: it was like that already.</param>
/// <param name="Conflict">Nothing was changed, since somebody else was faster.</param>
public sealed record EditedIssueItem(IssueItem Issue, IReadOnlyList<string> Changes, bool Conflict);

/// <summary>Makes issues one.</summary>
/// <param name="Into">Id of the one that stays.</param>
/// <param name="Issues">Ids of the others, 1 to 1,000.</param>
public sealed record IssueMerge(string? Into, IReadOnlyList<string>? Issues);

/// <summary>Makes parts of an issue issues of their own again.</summary>
/// <param name="Issues">Their ids; left out: all parts.</param>
public sealed record IssueUnmerge(IReadOnlyList<string>? Issues);

/// <summary>Makes some keys of an issue an issue of their own.</summary>
/// <param name="Keys">Some of its keys, not all; 1 to 1,000.</param>
public sealed record IssueSplit(IReadOnlyList<string>? Keys);

/// <summary>Issues.</summary>
public sealed record IssueItemList(IReadOnlyList<IssueItem> Items);

/// <summary>The keys of an issue, the oldest first, and what is part of it.</summary>
/// <param name="Keys">What its crashes are recognised by.</param>
/// <param name="Parts">Issues that were merged into it.</param>
public sealed record IssueKeyList(IReadOnlyList<IssueKeyItem> Keys, IReadOnlyList<IssueItem> Parts);

/// <summary>A key.</summary>
/// <param name="Key">Version of the grouping, colon, 16 hexadecimal digits.</param>
/// <param name="Original">Id of the issue it came with.</param>
public sealed record IssueKeyItem(string Key, string Original);

/// <summary>How many issues were deleted.</summary>
public sealed record DeletedIssues(int Deleted);

/// <summary>What is thrown away, the newest first; at most 1,000.</summary>
public sealed record DiscardedIssueList(IReadOnlyList<DiscardedIssueItem> Items);

/// <summary>Crashes that are thrown away.</summary>
/// <param name="Key">Their key.</param>
/// <param name="ShortId">The issue they were.</param>
/// <param name="Title">What it was called.</param>
/// <param name="DiscardedBy">Name of whoever did it.</param>
/// <param name="DiscardedAt">RFC 3339, UTC.</param>
public sealed record DiscardedIssueItem(string Key, string ShortId, string Title, string DiscardedBy, string DiscardedAt);

/// <summary>Rules that say whose new issues are.</summary>
/// <param name="Revision">Grows with each change; 0: nobody wrote any.</param>
/// <param name="Text">One a line: <c>path:src/billing/** billing@example.com</c>; also <c>module:</c>, <c>url:</c>, <c>tags.NAME:</c>. The last that matches wins. <c>#</c> begins a comment.</param>
/// <param name="ChangedBy">Name of whoever wrote them; null: nobody yet.</param>
/// <param name="ChangedAt">RFC 3339, UTC; null: never.</param>
public sealed record OwnershipRulesItem(int Revision, string Text, string? ChangedBy, string? ChangedAt);

/// <summary>The rules as they were, the newest first; the last 20 changes.</summary>
public sealed record OwnershipRulesHistory(IReadOnlyList<OwnershipRulesItem> Items);

/// <summary>Replaces the rules.</summary>
/// <param name="Text">At most 1,000 lines of 500 characters.</param>
/// <param name="IfRevision">Only when this is the newest revision; otherwise 409. Left out: in any case.</param>
public sealed record NewOwnershipRules(string? Text, int? IfRevision = null);

/// <summary>Asks whose a crash would be. At least one of the others besides the rules must be there; 1,000 characters each.</summary>
/// <param name="Text">Rules to ask; left out: those that are in force.</param>
/// <param name="Path">File of a frame.</param>
/// <param name="Module">Module of a frame.</param>
/// <param name="Url">Of the request.</param>
/// <param name="Tag">A tag, as <c>name=value</c>.</param>
public sealed record OwnershipQuestion(string? Text, string? Path, string? Module, string? Url, string? Tag);

/// <summary>Whose a crash would be.</summary>
/// <param name="Owner">Who would get its issue; null: nobody, no rule matches.</param>
/// <param name="Line">The rule's line, from 1; null: none.</param>
/// <param name="Rule">The rule; null: none.</param>
/// <param name="Overruled">Lines that match too and stand above it.</param>
public sealed record OwnershipAnswer(string? Owner, int? Line, string? Rule, IReadOnlyList<int> Overruled);
