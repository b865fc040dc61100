using System.Net;

namespace Telemetry.Benchmarks.Crashes;

/// <summary>Sends envelopes as SDKs do, and again when the server asks for patience.</summary>
internal sealed class SentryLoad : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _client = new();
    private readonly Uri _envelopes;
    private readonly string _key;

    /// <summary>Sends to a DSN.</summary>
    public SentryLoad(string dsn)
    {
        Uri address = new(dsn);
        (_key, _envelopes) = (address.UserInfo, new Uri($"{address.Scheme}://{address.Authority}/api{address.AbsolutePath}/envelope/"));
    }

    /// <summary>Sends events, from so many clients at once, and returns when all are accepted.</summary>
    public Task SendAsync(SentryEvents events, int first, int count, int clients, CancellationToken cancellationToken)
    {
        int next = first - 1;
        return Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (int number = Interlocked.Increment(ref next); number < first + count; number = Interlocked.Increment(ref next))
            {
                await SendAsync(events.Make(number, out string _), cancellationToken);
            }
        }));
    }

    /// <summary>Sends one and returns when it is accepted.</summary>
    public async Task SendAsync(byte[] envelope, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _envelopes) { Content = new ByteArrayContent(envelope) };
            request.Headers.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_client=bench/1, sentry_key={_key}");
            using HttpResponseMessage answer = await _client.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                throw new HttpRequestException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }

            await Task.Delay(Patience, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
