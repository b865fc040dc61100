using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Api;

/// <content>What came in, what services do, and saved views.</content>
public sealed partial class QueryApiClient
{
    /// <summary>What came in and what became of it.</summary>
    public Task<ApiAnswer<IngestLedger>> GetLedgerAsync(string project, UtcRange range, CancellationToken cancellationToken) =>
        GetAsync(In(new ApiPath("projects", project, "ingest", "ledger"), range), AdminJson.Default.IngestLedger, cancellationToken);

    /// <summary>The same over time.</summary>
    public Task<ApiAnswer<IngestTimeline>> GetIngestTimelineAsync(string project, UtcRange range, int buckets, CancellationToken cancellationToken) =>
        GetAsync(In(new ApiPath("projects", project, "ingest", "timeline"), range).With("buckets", buckets), AdminJson.Default.IngestTimeline, cancellationToken);

    /// <summary>What services and releases have done.</summary>
    public Task<ApiAnswer<ProjectActivity>> GetActivityAsync(string project, UtcRange range, CancellationToken cancellationToken) =>
        GetAsync(In(new ApiPath("projects", project, "activity"), range), AdminJson.Default.ProjectActivity, cancellationToken);

    /// <summary>The user's saved views.</summary>
    public Task<ApiAnswer<SavedViewList>> ListSavedViewsAsync(string project, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "views"), AdminJson.Default.SavedViewList, cancellationToken);

    /// <summary>A saved view, whoever's it is.</summary>
    public Task<ApiAnswer<SavedViewItem>> GetSavedViewAsync(string project, string view, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "views", view), AdminJson.Default.SavedViewItem, cancellationToken);

    /// <summary>Saves a view.</summary>
    public Task<ApiAnswer<SavedViewItem>> SaveViewAsync(string project, NewSavedView view, CancellationToken cancellationToken) =>
        PostAsync(new ApiPath("projects", project, "views"), view, AdminJson.Default.NewSavedView, AdminJson.Default.SavedViewItem, cancellationToken);

    /// <summary>Forgets one of the user's views.</summary>
    public Task<ApiAnswer<SavedViewItem>> DeleteViewAsync(string project, string view, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, new ApiPath("projects", project, "views", view)), AdminJson.Default.SavedViewItem, cancellationToken);

    private static ApiPath In(ApiPath path, UtcRange range) => path.With("from", UtcTime.Format(range.From)).With("to", UtcTime.Format(range.To));
}
