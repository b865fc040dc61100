using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Xunit;

namespace Telemetry.Query.Api.Tests.Tails;

/// <summary>A message of a stream: an event, or a comment with a place.</summary>
internal sealed record TailMessage(string? Event, string? Id, string? Data, string? Comment)
{
    public string Body => JsonSerializer.Deserialize<LogItem>(Data ?? "", JsonSerializerOptions.Web)?.Body ?? "";
}

/// <summary>Follows a tail, line by line as the HTML standard has it.</summary>
internal sealed class TailClient : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private TailClient(HttpClient http, HttpResponseMessage response, Stream stream) => (_http, _response, _lines) = (http, response, new StreamReader(stream));

    public HttpResponseMessage Response => _response;

    /// <summary>What a browser would send as <c>Last-Event-ID</c>.</summary>
    public string? LastId { get; private set; }

    /// <summary>Connects, and reads the place it starts at: what is inserted from then on will come.</summary>
    public static async Task<TailClient> OpenAsync(QueryApiHost host, string query = "", string? lastId = null, string project = "1")
    {
        HttpClient http = host.CreateClient();
        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/v1/projects/{project}/logs/tail?query={Uri.EscapeDataString(query)}");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var client = new TailClient(http, response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("alive", (await client.ReadAsync())?.Comment);
        return client;
    }

    /// <summary>The next message, whatever it is; null when the stream has ended.</summary>
    public async Task<TailMessage?> ReadAsync()
    {
        var message = new TailMessage(null, null, null, null);
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                LastId = message.Id ?? LastId;
                return message;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string value = line[(colon + 1)..].TrimStart(' ');
            message = line[..colon] switch
            {
                "" => message with { Comment = value },
                "event" => message with { Event = value },
                "id" => message with { Id = value },
                "data" => message with { Data = value },
                "retry" => message,
                _ => throw new InvalidOperationException($"Not a line of an event: {line}"),
            };
        }

        return null;
    }

    /// <summary>The next messages with data.</summary>
    public async Task<IReadOnlyList<TailMessage>> ReadAsync(int count)
    {
        var messages = new List<TailMessage>();
        while (messages.Count < count)
        {
            TailMessage message = await ReadAsync() ?? throw new InvalidOperationException("The stream has ended.");
            if (message.Data is not null)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    /// <summary>The bodies of the next records.</summary>
    public async Task<string[]> ReadBodiesAsync(int count) => [.. (await ReadAsync(count)).Select(message => message.Body)];

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> ReadLineAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        return await _lines.ReadLineAsync(limit.Token);
    }
}
