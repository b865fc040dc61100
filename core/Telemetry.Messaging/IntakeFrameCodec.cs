using System.Buffers.Binary;
using Telemetry.Model;

namespace Telemetry.Messaging;

/// <summary>
/// The bytes of a frame: a 32-byte little-endian header, then the payload.
/// <code>
/// offset  0  1 byte   format version, 1
///         1  1 byte   signal
///         2  2 bytes  retention in days
///         4  4 bytes  project
///         8  4 bytes  key
///        12  4 bytes  item count
///        16  8 bytes  received at, Unix nanoseconds
///        24  4 bytes  payload length
///        28  4 bytes  reserved, zero
/// </code>
/// </summary>
public static class IntakeFrameCodec
{
    /// <summary>Bytes before the payload.</summary>
    public const int HeaderLength = 32;

    private const byte FormatVersion = 1;

    /// <summary>Writes the header for a frame into the first <see cref="HeaderLength"/> bytes; the caller writes the payload behind it.</summary>
    public static void WriteHeader(Span<byte> destination, in IntakeFrame frame)
    {
        Span<byte> header = destination[..HeaderLength];
        header.Clear();
        header[0] = FormatVersion;
        header[1] = (byte)frame.Signal;
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], frame.RetentionDays);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], frame.Project.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], frame.Key.Value);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], frame.ItemCount);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], frame.ReceivedAtUnixNanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], frame.Payload.Length);
    }

    /// <summary>Reads the frame at the start of <paramref name="rest"/> and moves <paramref name="rest"/> behind it. The payload is a slice, not a copy.</summary>
    /// <returns>False when the bytes are no frame of a known version or are cut off; then the message is poison.</returns>
    public static bool TryRead(ref ReadOnlyMemory<byte> rest, out IntakeFrame frame)
    {
        frame = default;
        ReadOnlySpan<byte> header = rest.Span;
        if (header.Length < HeaderLength || header[0] != FormatVersion)
        {
            return false;
        }

        int payloadLength = BinaryPrimitives.ReadInt32LittleEndian(header[24..]);
        if (payloadLength < 0 || payloadLength > header.Length - HeaderLength)
        {
            return false;
        }

        frame = new IntakeFrame(
            new ProjectId(BinaryPrimitives.ReadUInt32LittleEndian(header[4..])),
            new IngestKeyId(BinaryPrimitives.ReadUInt32LittleEndian(header[8..])),
            (Signal)header[1],
            BinaryPrimitives.ReadUInt16LittleEndian(header[2..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            rest.Slice(HeaderLength, payloadLength));
        rest = rest[(HeaderLength + payloadLength)..];
        return true;
    }
}
