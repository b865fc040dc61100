using System.Globalization;
using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Answers;

namespace Telemetry.Ingest.Gateway.Otlp.Http;

/// <summary>Answers an OTLP request over HTTP, in the encoding of the request.</summary>
internal static class HttpAnswer
{
    private static readonly byte[] EmptyJson = [(byte)'{', (byte)'}'];

    /// <summary>Writes the answer.</summary>
    public static async ValueTask WriteAsync(HttpResponse response, IntakeAnswer answer, OtlpSignal? signal, OtlpEncoding encoding)
    {
        byte[] body = Body(answer, signal, encoding);
        response.StatusCode = AnswerRow.Of(answer.Kind).HttpStatus;
        response.ContentType = OtlpContentTypes.Of(encoding);
        response.ContentLength = body.Length;
        SetHeaders(response, answer);
        await response.BodyWriter.WriteAsync(body);
    }

    private static byte[] Body(IntakeAnswer answer, OtlpSignal? signal, OtlpEncoding encoding) => answer.Kind switch
    {
        AnswerKind.Accepted => encoding == OtlpEncoding.Json ? EmptyJson : [],
        AnswerKind.PartlyAccepted when signal is not null && encoding == OtlpEncoding.Json => JsonBytes(output => PartialSuccess.WriteJson(answer, signal, output)),
        AnswerKind.PartlyAccepted => AnswerBytes.Of(answer, PartialSuccess.WriteProtobuf),
        _ when encoding == OtlpEncoding.Json => JsonBytes(output => RpcStatus.WriteJson(answer, output)),
        _ => AnswerBytes.Of(answer, RpcStatus.WriteProtobuf),
    };

    private static byte[] JsonBytes(Action<System.Buffers.ArrayBufferWriter<byte>> write)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    private static void SetHeaders(HttpResponse response, IntakeAnswer answer)
    {
        if (answer.RetryAfter is { } delay)
        {
            // Whole seconds, rounded up: clients read an integer, and 0 would mean at once.
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (answer.Kind == AnswerKind.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (answer.Kind == AnswerKind.MethodNotAllowed)
        {
            response.Headers.Allow = HttpMethods.Post;
        }
    }
}
