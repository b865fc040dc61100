namespace Telemetry.Query.Contracts;

/// <summary>An issue's timeline, the newest first.</summary>
/// <param name="Items">Lines.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record IssueTimelinePage(IReadOnlyList<IssueTimelineItem> Items, string? Next);

/// <summary>One thing that happened to an issue. What does not apply is null or empty.</summary>
public sealed record IssueTimelineItem
{
    /// <summary>Decimal; grows with time. A change can be taken back by it.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// <c>created</c>, <c>regressed</c>, <c>escalated</c>, <c>unarchived</c>, <c>aged</c>, <c>resolved</c>, <c>reopened</c>, <c>archived</c>, <c>assigned</c>, <c>prioritised</c>,
    /// <c>commented</c>, <c>merged</c>, <c>mergedAway</c>, <c>unmerged</c> or <c>undone</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Who did it; null: the server.</summary>
    public required string? Actor { get; init; }

    /// <summary>RFC 3339, UTC.</summary>
    public required string At { get; init; }

    /// <summary>The state before.</summary>
    public required IssueStateItem? Before { get; init; }

    /// <summary>The state after.</summary>
    public required IssueStateItem? After { get; init; }

    /// <summary>Release of the crash that caused it.</summary>
    public required string? Release { get; init; }

    /// <summary>Environment of the crash that caused it.</summary>
    public required string? Environment { get; init; }

    /// <summary>Short ids of the other issues of a merge or an unmerge.</summary>
    public required IReadOnlyList<string> Others { get; init; }

    /// <summary>The ownership rule that said whose it is.</summary>
    public required string? Rule { get; init; }

    /// <summary>The comment; null: none, or deleted.</summary>
    public required IssueCommentItem? Comment { get; init; }
}

/// <summary>What somebody wrote about an issue.</summary>
/// <param name="Id">Decimal.</param>
/// <param name="Author">Name.</param>
/// <param name="IsOwn">Whether it is the caller's, who alone may change it.</param>
/// <param name="Text">Plain text.</param>
/// <param name="CreatedAt">RFC 3339, UTC.</param>
/// <param name="EditedAt">RFC 3339, UTC; null: never.</param>
public sealed record IssueCommentItem(string Id, string Author, bool IsOwn, string Text, string CreatedAt, string? EditedAt);

/// <summary>A comment.</summary>
/// <param name="Text">1 to 10,000 characters. <c>@ada@example.com</c>, <c>@ada</c> or <c>@AdaLovelace</c> calls an account.</param>
public sealed record NewIssueComment(string? Text);
