using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Api;

/// <content>What people write, and what clients attach.</content>
public sealed partial class QueryApiClient
{
    /// <summary>What people wrote about the crashes of an issue, the newest first.</summary>
    public Task<ApiAnswer<FeedbackList>> ListIssueFeedbackAsync(string project, string issue, UtcRange range, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(In(Issue(project, issue, "feedback"), range).With("limit", limit).With("cursor", cursor), IssueJson.Default.FeedbackList, cancellationToken);

    /// <summary>All that people wrote to a project, the newest first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="withoutEvent">Only what is about no crash.</param>
    /// <param name="range">When it was written.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<FeedbackList>> ListFeedbackAsync(string project, bool withoutEvent, UtcRange range, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(In(new ApiPath("projects", project, "feedback"), range).With("without_event", withoutEvent ? "true" : null).With("limit", limit).With("cursor", cursor), IssueJson.Default.FeedbackList, cancellationToken);

    /// <summary>The name and the bytes of an attachment.</summary>
    public Task<ApiAnswer<AttachmentContent>> GetAttachmentAsync(string project, string crash, string attachment, CancellationToken cancellationToken) =>
        SendAsync(_connection.Get(new ApiPath("projects", project, "events", crash, "attachments", attachment)), ReadAttachmentAsync, cancellationToken);

    private static async Task<ApiAnswer<AttachmentContent>> ReadAttachmentAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var disposition = response.Content.Headers.ContentDisposition;
        return new AttachmentContent(disposition?.FileNameStar ?? disposition?.FileName?.Trim('"') ?? "attachment", await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}

/// <summary>A file that a client attached.</summary>
/// <param name="Name">As the client called it; not to be believed.</param>
/// <param name="Bytes">Nobody looked into them.</param>
public sealed record AttachmentContent(string Name, byte[] Bytes);
