using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway.Otlp.Grpc;

/// <summary>One signal's <c>Export</c> over gRPC: frame, inflate, receive, answer.</summary>
internal sealed class GrpcExport(OtlpSignal signal, IntakeGate gate, OtlpReceiver receiver, IntakeBudget budget, GatewayOptions options)
{
    private const string Protocol = "grpc";

    private static readonly IntakeAnswer UnknownEncoding = new(AnswerKind.UnsupportedMedia, "The message is compressed in a way this server does not read; use gzip.");
    private static readonly IntakeAnswer BadPrefix = IntakeAnswer.Malformed("The first byte of the gRPC message is neither 0 nor 1.");

    public async Task HandleAsync(HttpContext context)
    {
        if (!GrpcAnswer.IsGrpc(context.Request.ContentType))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        KestrelBodyLimit.Lift(context);
        if (await gate.PassAsync(context, signal, Protocol, (key, token) => ReceiveAsync(context.Request, key, token)) is { } answer)
        {
            await GrpcAnswer.WriteAsync(context.Response, answer);
        }
    }

    private async ValueTask<IntakeAnswer> ReceiveAsync(HttpRequest request, AdmittedKey key, CancellationToken cancellationToken)
    {
        using var frame = new IntakeBuffer(budget, options.MaxGrpcMessageBytes + GrpcFrame.PrefixBytes);
        if (await GrpcFrame.ReadAsync(request.BodyReader, frame, options.MaxGrpcMessageBytes, cancellationToken) is { } refusal)
        {
            return receiver.Refuse(key, signal, refusal, items: 1, frame.Length);
        }

        ReadOnlyMemory<byte> message = frame.Written[GrpcFrame.PrefixBytes..];
        return GrpcFrame.IsCompressed(frame.Written.Span) switch
        {
            false => await receiver.ReceiveAsync(key, signal, message),
            true when request.Headers.GrpcEncoding == "gzip" => await InflateAsync(key, message),
            true => UnknownEncoding,
            _ => receiver.Refuse(key, signal, BadPrefix, items: 1, frame.Length),
        };
    }

    private async ValueTask<IntakeAnswer> InflateAsync(AdmittedKey key, ReadOnlyMemory<byte> compressed)
    {
        using var message = new IntakeBuffer(budget, options.MaxGrpcMessageBytes);
        return GzipInflater.Inflate(compressed, message) is { } refusal
            ? receiver.Refuse(key, signal, refusal, items: 1, compressed.Length)
            : await receiver.ReceiveAsync(key, signal, message.Written);
    }
}
