using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <content>What people do with issues.</content>
public sealed partial class QueryApiClient
{
    /// <summary>Makes the same change to issues.</summary>
    public Task<ApiAnswer<EditedIssueList>> ChangeIssuesAsync(string project, IssueBulkPatch change, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, Issue(project, "bulk"), change, IssueJson.Default.IssueBulkPatch, IssueJson.Default.EditedIssueList, cancellationToken);

    /// <summary>Takes changes back, where nothing else has changed the issue since.</summary>
    public Task<ApiAnswer<EditedIssueList>> UndoIssueChangesAsync(string project, IssueUndo undo, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, Issue(project, "undo"), undo, IssueJson.Default.IssueUndo, IssueJson.Default.EditedIssueList, cancellationToken);

    /// <summary>Makes issues part of another.</summary>
    public Task<ApiAnswer<IssueItem>> MergeIssuesAsync(string project, IssueMerge merge, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, Issue(project, "merge"), merge, IssueJson.Default.IssueMerge, IssueJson.Default.IssueItem, cancellationToken);

    /// <summary>Makes parts of an issue issues of their own again.</summary>
    public Task<ApiAnswer<IssueItemList>> UnmergeIssueAsync(string project, string issue, IssueUnmerge parts, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, Issue(project, issue, "unmerge"), parts, IssueJson.Default.IssueUnmerge, IssueJson.Default.IssueItemList, cancellationToken);

    /// <summary>Makes some groups of an issue an issue of their own.</summary>
    public Task<ApiAnswer<IssueItem>> SplitIssueAsync(string project, string issue, IssueSplit groups, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, Issue(project, issue, "split"), groups, IssueJson.Default.IssueSplit, IssueJson.Default.IssueItem, cancellationToken);

    /// <summary>The issues whose crashes are thrown away.</summary>
    public Task<ApiAnswer<DiscardedIssueList>> ListDiscardedIssuesAsync(string project, CancellationToken cancellationToken) =>
        GetAsync(Issue(project, "discarded"), IssueJson.Default.DiscardedIssueList, cancellationToken);

    /// <summary>Takes the crashes of such an issue in again.</summary>
    public Task<ApiAnswer<DiscardedIssueList>> AcceptIssueAgainAsync(string project, string shortId, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, Issue(project, "discarded", shortId)), IssueJson.Default.DiscardedIssueList, cancellationToken);

    /// <summary>Deletes an issue for good.</summary>
    /// <param name="project">Its id.</param>
    /// <param name="issue">Id of the issue.</param>
    /// <param name="discard">Whether its crashes are thrown away from now on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiAnswer<DeletedIssues>> DeleteIssueAsync(string project, string issue, bool discard, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, Issue(project, issue).With("discard", discard ? "true" : null)), IssueJson.Default.DeletedIssues, cancellationToken);

    /// <summary>Comments on an issue.</summary>
    public Task<ApiAnswer<IssueCommentItem>> AddIssueCommentAsync(string project, string issue, string text, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, Issue(project, issue, "comments"), new NewIssueComment(text), IssueJson.Default.NewIssueComment, IssueJson.Default.IssueCommentItem, cancellationToken);

    /// <summary>Changes one of the user's comments.</summary>
    public Task<ApiAnswer<IssueCommentItem>> EditIssueCommentAsync(string project, string issue, string comment, string text, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Patch, Issue(project, issue, "comments", comment), new NewIssueComment(text), IssueJson.Default.NewIssueComment, IssueJson.Default.IssueCommentItem, cancellationToken);

    /// <summary>Deletes one of the user's comments.</summary>
    public Task<ApiAnswer<IssueTimelinePage>> DeleteIssueCommentAsync(string project, string issue, string comment, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, Issue(project, issue, "comments", comment)), IssueJson.Default.IssueTimelinePage, cancellationToken);
}
