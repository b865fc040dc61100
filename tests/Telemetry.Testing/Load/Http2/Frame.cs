using System.Buffers.Binary;

namespace Telemetry.Testing.Load.Http2;

/// <summary>A frame's header: nine bytes.</summary>
internal readonly record struct Frame(FrameType Type, byte Flags, int StreamId, int Length)
{
    public const int HeaderLength = 9;
    public const byte EndStream = 1;
    public const byte Acknowledge = 1;
    public const byte EndHeaders = 4;
    public const byte Padded = 8;
    public const byte Priority = 32;

    public bool Has(byte flag) => (Flags & flag) != 0;

    public static Frame Read(ReadOnlySpan<byte> header) => new(
        (FrameType)header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue, (header[0] << 16) | (header[1] << 8) | header[2]);

    public void Write(Span<byte> header)
    {
        header[0] = (byte)(Length >> 16);
        header[1] = (byte)(Length >> 8);
        header[2] = (byte)Length;
        header[3] = (byte)Type;
        header[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(header[5..], StreamId);
    }
}
