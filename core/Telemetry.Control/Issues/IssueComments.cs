using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Outbox;
using Telemetry.Control.Users;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>What people write about issues.</summary>
public sealed class IssueComments
{
    /// <summary>The longest comment, in characters.</summary>
    public const int MaxLength = IssueLimits.Comment;

    /// <summary>How many comments an issue may have.</summary>
    public const int MaxPerIssue = 1000;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IssueComments(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Adds a comment; those it mentions are in the message. Null: there is no such issue, or it has <see cref="MaxPerIssue"/> already.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<IssueComment?> AddAsync(ProjectId project, IssueId issue, string text, IssueActor author, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            IssueRow? row = await context.Issues.FirstOrDefaultAsync(one => one.Id == issue.Value && one.ProjectId == project.Value, token);
            if (row is null || await context.IssueComments.CountAsync(comment => comment.IssueId == issue.Value, token) >= MaxPerIssue)
            {
                return null;
            }

            IReadOnlyList<string> mentions = await FindMentionsAsync(context, text, token);
            DateTimeOffset now = _time.GetUtcNow();
            IssueCommentRow comment = context.IssueComments.Add(New(row, text, mentions, author, now)).Entity;
            await context.SaveChangesAsync(token);
            IssueChange.Tell(context, row, IssueChangeKind.Commented, author, now, new IssueActivityDetails { Comment = comment.Id }, mentions);
            return From(comment);
        },
        cancellationToken);

    /// <summary>Changes the author's own comment. Nobody is called again. Null: they have none of that id there.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<IssueComment?> EditAsync(ProjectId project, IssueId issue, long comment, string text, IssueActor author, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            IssueCommentRow? row = await Own(context, project, issue, comment, author).FirstOrDefaultAsync(token);
            if (row is null)
            {
                return null;
            }

            (row.Text, row.EditedAtMilliseconds) = (StoredText.Clean(text, MaxLength), _time.GetUtcNow().ToUnixTimeMilliseconds());
            return From(row);
        },
        cancellationToken);

    /// <summary>Deletes the author's own comment; the line in the timeline stays, without its text. False: they have none of that id there.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<bool> DeleteAsync(ProjectId project, IssueId issue, long comment, IssueActor author, CancellationToken cancellationToken) =>
        await _database.AskAsync((context, token) => Own(context, project, issue, comment, author).ExecuteDeleteAsync(token), cancellationToken) > 0;

    internal static IssueComment From(IssueCommentRow row) => new(
        row.Id,
        new IssueActor(row.Author, row.AuthorName),
        row.Text,
        OutboxJson.Read<string[]>(row.Mentions),
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMilliseconds),
        row.EditedAtMilliseconds is { } edited ? DateTimeOffset.FromUnixTimeMilliseconds(edited) : null);

    private static IQueryable<IssueCommentRow> Own(ControlContext context, ProjectId project, IssueId issue, long comment, IssueActor author) => context.IssueComments.Where(row =>
        row.Id == comment && row.IssueId == issue.Value && row.Author == author.Owner && context.Issues.Any(one => one.Id == issue.Value && one.ProjectId == project.Value));

    private static async Task<IReadOnlyList<string>> FindMentionsAsync(ControlContext context, string text, CancellationToken cancellationToken) => text.Contains('@', StringComparison.Ordinal)
        ? MentionText.Find(text, await context.Users.AsNoTracking().Select(user => new Account(user.Id, user.Email ?? "", user.Name)).ToListAsync(cancellationToken))
        : [];

    private static IssueCommentRow New(IssueRow issue, string text, IReadOnlyList<string> mentions, IssueActor author, DateTimeOffset now) => new()
    {
        IssueId = issue.Id,
        Author = author.Owner ?? "",
        AuthorName = author.Name ?? "",
        Text = StoredText.Clean(text, MaxLength),
        Mentions = OutboxJson.Write(mentions),
        CreatedAtMilliseconds = now.ToUnixTimeMilliseconds(),
    };
}
