using System.Net.Http.Headers;
using System.Text.Json;
using Telemetry.Alerting.Channels.Outgoing;

namespace Telemetry.Alerting.Channels.Webhook;

/// <summary>Posts a message as JSON to an address of the user's.</summary>
public sealed class WebhookChannel(OutgoingHttp http, TimeProvider time)
{
    /// <summary>The same for every attempt of one message: a receiver that has it already can leave it.</summary>
    public const string IdHeader = "x-telemetry-delivery";

    /// <summary>One attempt.</summary>
    /// <param name="settings">Of the channel.</param>
    /// <param name="delivery">The message's id.</param>
    /// <param name="message">What is told.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<OutgoingAnswer> SendAsync<T>(WebhookSettings settings, Guid delivery, T message, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(IdHeader, delivery.ToString("N"));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(settings.Secret, time.GetUtcNow(), body));
        return await http.SendAsync(request, cancellationToken);
    }
}

/// <summary>Settings of a webhook.</summary>
/// <param name="Url">http or https.</param>
/// <param name="Secret">For the signature; never shown again.</param>
public sealed record WebhookSettings(Uri Url, string Secret);
