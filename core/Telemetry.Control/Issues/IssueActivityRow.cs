using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>A row of <c>issue_activity</c>: one thing that happened to an issue.</summary>
internal sealed class IssueActivityRow
{
    public long Id { get; set; }

    public required long ProjectId { get; set; }

    public long IssueId { get; set; }

    public required IssueChangeKind Kind { get; set; }

    /// <summary>Who did it, as tokens name their owners; null: the server.</summary>
    public required string? Actor { get; set; }

    public required string? ActorName { get; set; }

    /// <summary>JSON of <see cref="IssueActivityDetails"/>.</summary>
    public required string Details { get; set; }

    /// <summary>The state's version after it: a change can be taken back while this is the issue's.</summary>
    public required long StateVersion { get; set; }

    public required long AtMilliseconds { get; set; }

    public IssueRow? Issue { get; set; }
}

/// <summary>A row of <c>issue_comments</c>.</summary>
internal sealed class IssueCommentRow
{
    public long Id { get; set; }

    public required long IssueId { get; set; }

    public required string Author { get; set; }

    public required string AuthorName { get; set; }

    public required string Text { get; set; }

    /// <summary>JSON: ids of the accounts.</summary>
    public required string Mentions { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public long? EditedAtMilliseconds { get; set; }
}
