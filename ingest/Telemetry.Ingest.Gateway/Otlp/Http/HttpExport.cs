using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Json;

namespace Telemetry.Ingest.Gateway.Otlp.Http;

/// <summary>One signal's path over HTTP: read, inflate, turn JSON into protobuf, receive, answer.</summary>
internal sealed class HttpExport(OtlpSignal signal, IntakeGate gate, OtlpReceiver receiver, IntakeBudget budget, Cors cors, GatewayOptions options)
{
    private static readonly IntakeAnswer PostOnly = new(AnswerKind.MethodNotAllowed, "OTLP is sent by POST.");
    private static readonly IntakeAnswer UnknownType = new(AnswerKind.UnsupportedMedia, "The content type is neither application/x-protobuf nor application/json in UTF-8.");
    private static readonly IntakeAnswer UnknownEncoding = new(AnswerKind.UnsupportedMedia, "The content encoding is neither gzip nor identity.");

    public async Task HandleAsync(HttpContext context)
    {
        if (cors.AnswerPreflight(context))
        {
            return;
        }

        cors.Allow(context);
        KestrelBodyLimit.Lift(context);
        OtlpEncoding? encoding = OtlpContentTypes.Parse(context.Request.ContentType);
        BodyEncoding bodyEncoding = BodyEncodings.Parse(context.Request.Headers.ContentEncoding);
        IntakeAnswer? answer = !HttpMethods.IsPost(context.Request.Method) ? PostOnly
            : encoding is null ? UnknownType
            : bodyEncoding == BodyEncoding.Unknown ? UnknownEncoding
            : await gate.PassAsync(context, signal, Tag(encoding.Value), (key, token) => ReceiveAsync(context.Request, key, encoding.Value, bodyEncoding, token));
        if (answer is not null)
        {
            // JSON when the request's encoding is none of ours: whoever sent it is a person trying things out.
            await HttpAnswer.WriteAsync(context.Response, answer, signal, encoding ?? OtlpEncoding.Json);
        }
    }

    private static string Tag(OtlpEncoding encoding) => encoding == OtlpEncoding.Json ? "http/json" : "http/protobuf";

    private async ValueTask<IntakeAnswer> ReceiveAsync(HttpRequest request, AdmittedKey key, OtlpEncoding encoding, BodyEncoding bodyEncoding, CancellationToken cancellationToken)
    {
        if (request.ContentLength > options.MaxHttpBodyBytes)
        {
            return receiver.Refuse(key, signal, IntakeLimits.TooLarge, items: 1, request.ContentLength.Value);
        }

        using var body = new IntakeBuffer(budget, options.MaxHttpBodyBytes);
        IntakeAnswer? refusal = await BodyReader.ReadToEndAsync(request.BodyReader, body, cancellationToken);
        if (refusal is not null || body.Length == 0)
        {
            return refusal is null ? IntakeAnswer.Accepted : receiver.Refuse(key, signal, refusal, items: 1, body.Length);
        }

        return bodyEncoding == BodyEncoding.Gzip ? await InflateAsync(key, encoding, body) : await DecodeAsync(key, encoding, body);
    }

    private async ValueTask<IntakeAnswer> InflateAsync(AdmittedKey key, OtlpEncoding encoding, IntakeBuffer compressed)
    {
        using var inflated = new IntakeBuffer(budget, options.MaxHttpBodyBytes);
        return GzipInflater.Inflate(compressed.Written, inflated) is { } refusal
            ? receiver.Refuse(key, signal, refusal, items: 1, compressed.Length)
            : await DecodeAsync(key, encoding, inflated);
    }

    private async ValueTask<IntakeAnswer> DecodeAsync(AdmittedKey key, OtlpEncoding encoding, IntakeBuffer body)
    {
        if (encoding == OtlpEncoding.Protobuf || body.Length == 0)
        {
            return await receiver.ReceiveAsync(key, signal, body.Written);
        }

        using var request = new IntakeBuffer(budget, options.MaxHttpBodyBytes);
        return JsonTranscoder.Transcode(body.Written.Span, signal.Signal, request) is { } refusal
            ? receiver.Refuse(key, signal, refusal, items: 1, body.Length)
            : await receiver.ReceiveAsync(key, signal, request.Written);
    }
}
