using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway.Otlp.Grpc;

/// <summary>
/// The one message of a unary call: a byte that says whether it is compressed, four bytes of length, big-endian, then the message.
/// Read here and not by a gRPC framework: docs/adr/0030.
/// </summary>
internal static class GrpcFrame
{
    /// <summary>Bytes before the message.</summary>
    public const int PrefixBytes = 5;

    // A message above this grows with what arrives: a length is a claim, and memory for it is not set aside on a claim alone.
    private const int MaxTrustedBytes = 1024 * 1024;

    private static readonly IntakeAnswer CutOff = IntakeAnswer.Malformed("The gRPC message is cut off.");
    private static readonly IntakeAnswer TooMany = IntakeAnswer.Malformed("A unary call has one message; this one has more.");

    /// <summary>Reads prefix and message into the buffer. Returns null, or why the request is refused.</summary>
    public static async ValueTask<IntakeAnswer?> ReadAsync(PipeReader body, IntakeBuffer frame, int maxMessageBytes, CancellationToken cancellationToken)
    {
        ReadResult start = await body.ReadAtLeastAsync(PrefixBytes, cancellationToken);
        if (start.Buffer.Length < PrefixBytes)
        {
            body.AdvanceTo(start.Buffer.End);
            return CutOff;
        }

        uint length = ReadLength(start.Buffer);
        body.AdvanceTo(start.Buffer.Start);
        if (length > maxMessageBytes)
        {
            return IntakeLimits.TooLarge;
        }

        IntakeAnswer? refusal = IntakeLimits.Refuse(frame.Reserve(PrefixBytes + (int)Math.Min(length, MaxTrustedBytes)))
            ?? await BodyReader.ReadToEndAsync(body, frame, cancellationToken);
        return refusal ?? CheckLength(frame.Length - PrefixBytes, length);
    }

    /// <summary>Whether the message of a frame is compressed; null when its first byte says neither.</summary>
    public static bool? IsCompressed(ReadOnlySpan<byte> frame) => frame[0] switch
    {
        0 => false,
        1 => true,
        _ => null,
    };

    private static IntakeAnswer? CheckLength(int actual, uint stated) => actual == stated ? null : actual < stated ? CutOff : TooMany;

    private static uint ReadLength(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        buffer.Slice(0, PrefixBytes).CopyTo(prefix);
        return BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
    }
}
