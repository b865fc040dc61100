using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>
/// The query API as the pages see it. Never throws for what a page can explain: a refusal, a server that is away, an answer too late
/// come back as <see cref="ApiFailure"/>. Throws <see cref="OperationCanceledException"/> only when the caller's own token says so.
/// </summary>
public sealed partial class QueryApiClient
{
    private readonly HttpClient _http;
    private readonly ApiConnection _connection;

    internal QueryApiClient(HttpClient http, ApiConnection connection) => (_http, _connection) = (http, connection);

    /// <summary>The projects the user may see.</summary>
    public Task<ApiAnswer<ProjectList>> GetProjectsAsync(CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects"), ApiJson.Default.ProjectList, cancellationToken);

    /// <summary>A page of log records, newest first.</summary>
    /// <param name="search">What.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<LogPage>> SearchLogsAsync(ApiSearch search, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "logs").With("limit", limit).With("cursor", cursor), ApiJson.Default.LogPage, cancellationToken);

    /// <summary>Counts over time.</summary>
    /// <param name="search">What.</param>
    /// <param name="buckets">How many bars.</param>
    /// <param name="by">A field; null for the counts alone.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<LogHistogram>> GetLogHistogramAsync(ApiSearch search, int buckets, string? by, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "logs", "histogram").With("buckets", buckets).With("by", by), ApiJson.Default.LogHistogram, cancellationToken);

    /// <summary>A page of traces, newest first.</summary>
    /// <inheritdoc cref="SearchLogsAsync" />
    public Task<ApiAnswer<TracePage>> SearchTracesAsync(ApiSearch search, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "traces").With("limit", limit).With("cursor", cursor), ApiJson.Default.TracePage, cancellationToken);

    /// <summary>The spans of one trace.</summary>
    public Task<ApiAnswer<TraceDetail>> GetTraceAsync(string project, string traceId, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "traces", traceId), ApiJson.Default.TraceDetail, cancellationToken);

    private static ApiPath Project(ApiSearch search, params IEnumerable<string> call) => new ApiPath(["projects", search.Project, .. call]).With(search);

    private Task<ApiAnswer<T>> GetAsync<T>(ApiPath path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(_connection.Get(path), type, cancellationToken);

    private Task<ApiAnswer<T>> SendAsync<T>(HttpRequestMessage message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => SendAsync(message, (response, token) => ReadAsync(response, type, token), cancellationToken);

    private async Task<ApiAnswer<T>> SendAsync<T>(HttpRequestMessage message, Func<HttpResponseMessage, CancellationToken, Task<ApiAnswer<T>>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var request = message;
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await read(response, cancellationToken)
                : await ReadProblemAsync(response, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiFailure(ApiFailureKind.TimedOut, "");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return new ApiFailure(ApiFailureKind.TooExpensive, "The answer is larger than a page can show.");
        }
        catch (HttpRequestException)
        {
            return new ApiFailure(ApiFailureKind.Unavailable, "");
        }
    }

    private static async Task<ApiAnswer<T>> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(type, cancellationToken) is { } value
                ? value
                : new ApiFailure(ApiFailureKind.Unexpected, "The query API gave an empty answer.");
        }
        catch (JsonException)
        {
            return new ApiFailure(ApiFailureKind.Unexpected, "The query API answered with something else than agreed; is it another version?");
        }
    }

    private static async Task<ApiFailure> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await response.Content.ReadFromJsonAsync(ApiJson.Default.ApiProblem, cancellationToken);
            return (problem ?? new(null, null, null, null, null)).ToFailure(response.StatusCode);
        }
        catch (JsonException)
        {
            // A proxy in between answers with a page of its own.
            return new ApiProblem(null, null, null, null, null).ToFailure(response.StatusCode);
        }
    }
}
