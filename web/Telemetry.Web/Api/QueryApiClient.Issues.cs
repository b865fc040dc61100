using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Api;

/// <content>Issues: the list, one of them, its crashes.</content>
public sealed partial class QueryApiClient
{
    /// <summary>A page of issues.</summary>
    /// <param name="search">What. Its range says which events are counted.</param>
    /// <param name="sort">As the API calls it.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<IssueList>> SearchIssuesAsync(ApiSearch search, string sort, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "issues").With("sort", sort).With("limit", limit).With("cursor", cursor), IssueJson.Default.IssueList, cancellationToken);

    /// <summary>One issue, and how often it happens where.</summary>
    /// <param name="search">The range, and a query on its crashes.</param>
    /// <param name="issue">Its id or short id.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<IssueDetails>> GetIssueAsync(ApiSearch search, string issue, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "issues", issue), IssueJson.Default.IssueDetails, cancellationToken);

    /// <summary>A page of an issue's crashes, newest first.</summary>
    /// <inheritdoc cref="GetIssueAsync" />
    public Task<ApiAnswer<CrashPage>> ListCrashesAsync(ApiSearch search, string issue, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "issues", issue, "events").With("limit", limit).With("cursor", cursor), IssueJson.Default.CrashPage, cancellationToken);

    /// <summary>What the machines have in common that an issue hits.</summary>
    public Task<ApiAnswer<IssueFacts>> GetIssueFactsAsync(string project, string issue, UtcRange range, CancellationToken cancellationToken) =>
        GetAsync(In(Issue(project, issue, "facts"), range), IssueJson.Default.IssueFacts, cancellationToken);

    /// <summary>What differs between the last good release and the first bad one.</summary>
    public Task<ApiAnswer<IssueChanges>> GetIssueChangesAsync(string project, string issue, UtcRange range, CancellationToken cancellationToken) =>
        GetAsync(In(Issue(project, issue, "changes"), range), IssueJson.Default.IssueChanges, cancellationToken);

    /// <summary>A crash, whole.</summary>
    public Task<ApiAnswer<CrashItem>> GetCrashAsync(string project, string crash, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "events", crash), IssueJson.Default.CrashItem, cancellationToken);

    /// <summary>Why a crash is where it is.</summary>
    public Task<ApiAnswer<CrashGroupingItem>> GetCrashGroupingAsync(string project, string crash, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "events", crash, "grouping"), IssueJson.Default.CrashGroupingItem, cancellationToken);

    /// <summary>What an issue is made of.</summary>
    public Task<ApiAnswer<IssueGroupList>> ListIssueGroupsAsync(string project, string issue, UtcRange range, CancellationToken cancellationToken) =>
        GetAsync(In(Issue(project, issue, "groups"), range), IssueJson.Default.IssueGroupList, cancellationToken);

    /// <summary>An issue's timeline, the newest first.</summary>
    public Task<ApiAnswer<IssueTimelinePage>> GetIssueTimelineAsync(string project, string issue, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(Issue(project, issue, "activity").With("limit", limit).With("cursor", cursor), IssueJson.Default.IssueTimelinePage, cancellationToken);

    private static ApiPath Issue(string project, string issue, params IEnumerable<string> more) => new(["projects", project, "issues", issue, .. more]);

    private Task<ApiAnswer<TAnswer>> SendBodyAsync<TBody, TAnswer>(
        HttpMethod method, ApiPath path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class
    {
        HttpRequestMessage request = _connection.Request(method, path);
        request.Content = JsonContent.Create(body, bodyType);
        return SendAsync(request, answerType, cancellationToken);
    }
}
