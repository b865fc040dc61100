using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Telemetry.Alerting.Channels.Outgoing;

/// <summary>
/// Posts messages to addresses that users wrote down. Follows no redirection, uses no proxy and no cookies, reads little, and waits only so long: a receiver that hangs or drips costs one
/// attempt its time and nobody else anything.
/// </summary>
public sealed class OutgoingHttp : IDisposable
{
    /// <summary>Bytes of an answer that are read.</summary>
    public const int MaxAnswer = 4096;

    /// <summary>What a receiver may ask us to wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>Makes one; it is meant to be shared.</summary>
    /// <param name="dialer">Makes the connections.</param>
    /// <param name="timeout">For everything of one attempt.</param>
    /// <param name="time">For dates in <c>Retry-After</c>.</param>
    public OutgoingHttp(OutgoingDialer dialer, TimeSpan timeout, TimeProvider time)
    {
        (_timeout, _time) = (timeout, time);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            // Names are resolved again now and then.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, token) => dialer.ConnectAsync(context.DnsEndPoint, token),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Telemetry-Alerting");
    }

    /// <summary>Sends a request. Never throws but for <paramref name="cancellationToken"/>.</summary>
    public async Task<OutgoingAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Read(response, await ReadStartAsync(response, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(OutgoingOutcome.TryAgain, null, $"There was no whole answer within {_timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OutgoingRefusedException)
        {
            return Explain(exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private OutgoingAnswer Read(HttpResponseMessage response, string text)
    {
        int status = (int)response.StatusCode;
        OutgoingOutcome outcome = status is >= 200 and < 300 ? OutgoingOutcome.Delivered : status is 408 or 425 or 429 or >= 500 ? OutgoingOutcome.TryAgain : OutgoingOutcome.Failed;
        string told = status is >= 300 and < 400 ? $"It sends us on to another address, which is not followed. Write the final address down. {text}" : text;
        return new(outcome, status, told.TrimEnd(), outcome == OutgoingOutcome.TryAgain ? Wait(response.Headers.RetryAfter) : null);
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        TimeSpan? asked = header?.Delta ?? (header?.Date - _time.GetUtcNow());
        return asked is not { } wait ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private static async Task<string> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] start = new byte[MaxAnswer];
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        int length = await body.ReadAtLeastAsync(start, MaxAnswer, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(start, 0, length);
    }

    private static OutgoingAnswer Explain(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutgoingRefusedException)
            {
                return new(OutgoingOutcome.Failed, null, cause.Message);
            }
        }

        return new(OutgoingOutcome.TryAgain, null, $"It could not be reached: {exception.GetBaseException().Message}");
    }
}
