using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Otlp;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>
/// What every request passes, whatever its protocol: the key first, before a byte of the body is kept; then the body within its time; and
/// whatever breaks on the way becomes an answer here.
/// </summary>
internal sealed class IntakeGate(IngestKeyCache keys, TakenBatches taken, GatewayMeters meters, GatewayOptions options, TimeProvider time)
{
    private static readonly TimeSpan KeysPause = TimeSpan.FromSeconds(1);

    private static readonly IntakeAnswer NoKey = new(AnswerKind.Unauthenticated, "The ingest key is missing, unknown or revoked. Send it as 'x-telemetry-key' or as 'authorization: Bearer'.");
    private static readonly IntakeAnswer NoKeys = new(AnswerKind.KeysUnavailable, "The ingest key cannot be checked now.") { RetryAfter = KeysPause };
    private static readonly IntakeAnswer TooSlow = new(AnswerKind.TimedOut, "The request did not arrive in time.");

    /// <summary>Receives a request. Returns null when the client has gone and nobody waits for the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="signal">What it holds.</param>
    /// <param name="protocol">The metrics' tag.</param>
    /// <param name="receive">Reads the body; its token ends when the time for that is over.</param>
    public async ValueTask<IntakeAnswer?> PassAsync(
        HttpContext context,
        OtlpSignal signal,
        string protocol,
        Func<AdmittedKey, CancellationToken, ValueTask<IntakeAnswer>> receive)
    {
        long started = time.GetTimestamp();
        KeyLookup lookup = await keys.FindAsync(IngestKeyHeader.Read(context.Request.Headers));
        IntakeAnswer? answer = lookup.Key is { } key ? await ReceiveAsync(context, signal, key, receive) : Refuse(lookup);
        string outcome = answer is null ? "aborted" : AnswerRow.Of(answer.Kind).Outcome;
        meters.CountRequest(signal.Tag, protocol, outcome, time.GetElapsedTime(started));
        return answer;
    }

    private ValueTask<IntakeAnswer?> ReceiveAsync(HttpContext context, OtlpSignal signal, AdmittedKey key, Func<AdmittedKey, CancellationToken, ValueTask<IntakeAnswer>> receive) =>
        TakenBatches.Read(key.Grant.Key, signal.Signal, context.Request.Headers) is { } batch
            ? taken.OnceAsync(batch, () => ReadInTimeAsync(token => receive(key, token)))
            : ReadInTimeAsync(token => receive(key, token));

    /// <summary>Why a key is not admitted.</summary>
    public static IntakeAnswer Refuse(KeyLookup lookup) => lookup.Status == KeyStatus.Unavailable ? NoKeys : NoKey;

    /// <summary>Runs what reads a body, within its time. Returns null when the client has gone and nobody waits for the answer.</summary>
    public async ValueTask<IntakeAnswer?> ReadInTimeAsync(Func<CancellationToken, ValueTask<IntakeAnswer>> read)
    {
        using var timeout = new CancellationTokenSource(options.BodyTimeout, time);
        try
        {
            return await read(timeout.Token);
        }
        catch (BadHttpRequestException exception)
        {
            return Explain(exception);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return TooSlow;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The connection or the stream was reset while the body was read: Kestrel says so with one or the other.
            return null;
        }
    }

    private static IntakeAnswer Explain(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status408RequestTimeout => TooSlow,
        StatusCodes.Status413PayloadTooLarge => IntakeLimits.TooLarge,
        _ => IntakeAnswer.Malformed("The body is not valid HTTP or ends too early."),
    };
}
