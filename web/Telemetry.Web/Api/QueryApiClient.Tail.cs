using System.Net.ServerSentEvents;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>Records as they come in, and how many there are.</summary>
public sealed partial class QueryApiClient
{
    /// <summary>How many records match.</summary>
    public Task<ApiAnswer<LogCount>> CountLogsAsync(ApiSearch search, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "logs", "count"), ApiJson.Default.LogCount, cancellationToken);

    /// <summary>Opens a stream of records as they come in.</summary>
    /// <param name="project">Its id.</param>
    /// <param name="query">In the query language.</param>
    /// <param name="lastEventId">Where an earlier stream ended; null to start with what comes from now on.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    internal async Task<ApiAnswer<LogStream>> OpenTailAsync(string project, string query, string? lastEventId, CancellationToken cancellationToken)
    {
        try
        {
            using var request = _connection.Get(new ApiPath("projects", project, "logs", "tail").With("query", query));
            if (!string.IsNullOrEmpty(lastEventId))
            {
                request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
            }

            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return new LogStream(response, SseParser.Create(await response.Content.ReadAsStreamAsync(cancellationToken)));
            }

            using (response)
            {
                return await ReadProblemAsync(response, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ApiFailure(ApiFailureKind.TimedOut, "");
        }
        catch (HttpRequestException)
        {
            return new ApiFailure(ApiFailureKind.Unavailable, "");
        }
    }
}

/// <summary>An open stream of events; dispose it to end it.</summary>
internal sealed record LogStream(HttpResponseMessage Response, SseParser<string> Events) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Response.Dispose();
}
