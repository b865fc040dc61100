using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <content>Keys, tokens and dead letters.</content>
public sealed partial class QueryApiClient
{
    /// <summary>The ingest keys of a project.</summary>
    public Task<ApiAnswer<IngestKeyList>> ListIngestKeysAsync(string project, CancellationToken cancellationToken) =>
        GetAsync(Keys(project), AdminJson.Default.IngestKeyList, cancellationToken);

    /// <summary>Makes an ingest key.</summary>
    public Task<ApiAnswer<IngestKeyItem>> CreateIngestKeyAsync(string project, string name, CancellationToken cancellationToken) =>
        PostAsync(Keys(project), new NewIngestKey(name), AdminJson.Default.NewIngestKey, AdminJson.Default.IngestKeyItem, cancellationToken);

    /// <summary>Replaces an ingest key.</summary>
    public Task<ApiAnswer<IngestKeyItem>> RotateIngestKeyAsync(string project, string key, int graceSeconds, CancellationToken cancellationToken) =>
        PostAsync(Keys(project, key, "rotate"), new IngestKeyRotation(graceSeconds), AdminJson.Default.IngestKeyRotation, AdminJson.Default.IngestKeyItem, cancellationToken);

    /// <summary>Revokes an ingest key.</summary>
    public Task<ApiAnswer<IngestKeyItem>> RevokeIngestKeyAsync(string project, string key, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, Keys(project, key)), AdminJson.Default.IngestKeyItem, cancellationToken);

    /// <summary>The API tokens.</summary>
    public Task<ApiAnswer<ApiTokenList>> ListApiTokensAsync(CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("admin", "tokens"), AdminJson.Default.ApiTokenList, cancellationToken);

    /// <summary>Makes an API token.</summary>
    public Task<ApiAnswer<CreatedApiToken>> CreateApiTokenAsync(NewApiToken token, CancellationToken cancellationToken) =>
        PostAsync(new ApiPath("admin", "tokens"), token, AdminJson.Default.NewApiToken, AdminJson.Default.CreatedApiToken, cancellationToken);

    /// <summary>Revokes an API token.</summary>
    public Task<ApiAnswer<ApiTokenItem>> RevokeApiTokenAsync(string token, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, new ApiPath("admin", "tokens", token)), AdminJson.Default.ApiTokenItem, cancellationToken);

    /// <summary>Messages that could not be stored, oldest first.</summary>
    public Task<ApiAnswer<DeadLetterList>> ListDeadLettersAsync(int limit, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("admin", "dead-letters").With("limit", limit), AdminJson.Default.DeadLetterList, cancellationToken);

    /// <summary>One of them with what is in it.</summary>
    public Task<ApiAnswer<DeadLetterItem>> GetDeadLetterAsync(string letter, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("admin", "dead-letters", letter), AdminJson.Default.DeadLetterItem, cancellationToken);

    /// <summary>Puts one back at the end of the queue.</summary>
    public Task<ApiAnswer<DeadLetterOutcome>> ReplayDeadLetterAsync(string letter, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Post, new ApiPath("admin", "dead-letters", letter, "replay")), AdminJson.Default.DeadLetterOutcome, cancellationToken);

    /// <summary>Forgets one.</summary>
    public Task<ApiAnswer<DeadLetterOutcome>> DropDeadLetterAsync(string letter, CancellationToken cancellationToken) =>
        SendAsync(_connection.Request(HttpMethod.Delete, new ApiPath("admin", "dead-letters", letter)), AdminJson.Default.DeadLetterOutcome, cancellationToken);

    private static ApiPath Keys(string project, params IEnumerable<string> more) => new(["admin", "projects", project, "keys", .. more]);

    private Task<ApiAnswer<TAnswer>> PostAsync<TBody, TAnswer>(
        ApiPath path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class
    {
        HttpRequestMessage request = _connection.Request(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body, bodyType);
        return SendAsync(request, answerType, cancellationToken);
    }
}
