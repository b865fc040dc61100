using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Messaging;
using Telemetry.Model;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

/// <summary>Sends what a Sentry SDK would, and takes from the queue what became of it.</summary>
internal static class SentryPosts
{
    private const string Envelope = "/api/1/envelope/";

    public static Task<HttpResponseMessage> PostEnvelopeAsync(this GatewayHost host, string body, string? encoding = null) => host.PostEnvelopeAsync(Encoding.UTF8.GetBytes(body), encoding);

    public static Task<HttpResponseMessage> PostEnvelopeAsync(this GatewayHost host, byte[] body, string? encoding = null) => host.PostSentryAsync($"{Envelope}?sentry_key={host.Key}", body, encoding);

    public static async Task<HttpResponseMessage> PostSentryAsync(this GatewayHost host, string path, byte[] body, string? encoding = null, string? auth = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("content-encoding", encoding);
        }

        if (auth is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Sentry-Auth", auth);
        }

        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public static async Task<string?> AcceptedIdAsync(this HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement json = await response.JsonAsync();
        return json.TryGetProperty("id", out JsonElement id) ? id.GetString() : null;
    }

    /// <summary>The payload of a crash or session frame, behind its first byte.</summary>
    public static JsonElement Json(this IntakeFrame frame) => JsonSerializer.Deserialize<JsonElement>(frame.Payload.Span[1..]);

    /// <summary>The ledger's lines as <c>signal reason items</c>, sorted, once they are as many items as wanted.</summary>
    public static async Task<string[]> DropsAsync(this GatewayHost host, int items)
    {
        List<IntakeFrame> frames = [];
        while (frames.Sum(frame => frame.ItemCount) < items)
        {
            frames.AddRange(await host.ReceiveAsync(Lane.Ledger));
        }

        return [.. frames.GroupBy(frame => (frame.Signal, Reason: (DropReason)frame.Payload.Span[0]))
            .Select(group => $"{group.Key.Signal.ToText()} {group.Key.Reason.ToText()} {group.Sum(frame => frame.ItemCount)}").Order(StringComparer.Ordinal)];
    }

    /// <summary>An item with its length.</summary>
    public static string Item(string type, string payload) => $"{{\"type\":\"{type}\",\"length\":{Encoding.UTF8.GetByteCount(payload)}}}\n{payload}\n";
}
