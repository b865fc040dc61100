using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Answers;

namespace Telemetry.Ingest.Gateway.Otlp.Grpc;

/// <summary>Answers a gRPC call: a message and trailers, or, for a refusal, trailers only.</summary>
internal static class GrpcAnswer
{
    /// <summary>The content type of requests and answers.</summary>
    public const string ContentType = "application/grpc";

    private const string StatusField = "grpc-status";
    private const string MessageField = "grpc-message";
    private const string DetailsField = "grpc-status-details-bin";

    // An empty message, not compressed.
    private static readonly byte[] EmptyFrame = new byte[GrpcFrame.PrefixBytes];

    /// <summary>Whether a content type is gRPC with protobuf: <c>application/grpc</c> or <c>application/grpc+proto</c>, and not gRPC-Web.</summary>
    public static bool IsGrpc(string? contentType)
    {
        ReadOnlySpan<char> type = contentType.AsSpan();
        int parameters = type.IndexOf(';');
        type = parameters < 0 ? type : type[..parameters].TrimEnd();
        return type.Equals(ContentType, StringComparison.OrdinalIgnoreCase) || type.Equals(ContentType + "+proto", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes the answer.</summary>
    public static ValueTask WriteAsync(HttpResponse response, IntakeAnswer answer)
    {
        response.ContentType = ContentType;
        if (AnswerRow.Of(answer.Kind).Code != GrpcCode.Ok)
        {
            WriteRefusal(response, answer);
            return default;
        }

        return WriteSuccessAsync(response, answer.Kind == AnswerKind.Accepted ? EmptyFrame : Frame(AnswerBytes.Of(answer, PartialSuccess.WriteProtobuf)));
    }

    private static async ValueTask WriteSuccessAsync(HttpResponse response, byte[] frame)
    {
        response.AppendTrailer(StatusField, "0");
        await response.BodyWriter.WriteAsync(frame);
    }

    // In the headers, with no body behind them: what gRPC calls trailers-only. One frame instead of two, and clients need not wait for a body.
    private static void WriteRefusal(HttpResponse response, IntakeAnswer answer)
    {
        GrpcCode code = AnswerRow.Of(answer.Kind).Code;
        response.Headers[StatusField] = ((int)code).ToString(CultureInfo.InvariantCulture);
        response.Headers[MessageField] = Encode(answer.Message);
        response.Headers[DetailsField] = Convert.ToBase64String(AnswerBytes.Of(answer, RpcStatus.WriteProtobuf)).TrimEnd('=');
        if (answer.Kind == AnswerKind.UnsupportedMedia)
        {
            response.Headers["grpc-accept-encoding"] = "identity,gzip";
        }
    }

    private static byte[] Frame(byte[] message)
    {
        byte[] frame = new byte[GrpcFrame.PrefixBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, GrpcFrame.PrefixBytes);
        return frame;
    }

    // Percent-encoded UTF-8, of which everything printable in ASCII but % stands for itself.
    private static string Encode(string message)
    {
        var encoded = new StringBuilder(message.Length);
        foreach (byte unit in Encoding.UTF8.GetBytes(message))
        {
            _ = unit is >= 0x20 and <= 0x7e and not (byte)'%' ? encoded.Append((char)unit) : encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }

        return encoded.ToString();
    }
}
