using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Testing.Load.Requests;

/// <summary>
/// Writes protobuf by hand, and says where in the output each field landed, so that fixed-width values can be overwritten later.
/// Google.Protobuf cannot tell the offsets; that is the only reason for this class.
/// </summary>
public sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Bytes written so far; the offset of the next byte.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>Everything written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>A varint field.</summary>
    public void Varint(int field, ulong value)
    {
        RawVarint((ulong)field << 3);
        RawVarint(value);
    }

    /// <summary>A fixed64 field of zeros; returns the offset of its eight bytes.</summary>
    public int Fixed64(int field)
    {
        RawVarint(((ulong)field << 3) | 1);
        return Raw(new byte[8]);
    }

    /// <summary>A fixed32 field.</summary>
    public void Fixed32(int field, uint value)
    {
        RawVarint(((ulong)field << 3) | 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Raw(bytes);
    }

    /// <summary>A string field; returns the offset of its first character.</summary>
    public int Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A bytes field or a finished message; returns the offset of its first byte.</summary>
    public int Bytes(int field, ReadOnlySpan<byte> value)
    {
        RawVarint(((ulong)field << 3) | 2);
        RawVarint((ulong)value.Length);
        return Raw(value);
    }

    private int Raw(ReadOnlySpan<byte> bytes)
    {
        int offset = Length;
        _buffer.Write(bytes);
        return offset;
    }

    private void RawVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Raw([(byte)(value | 0x80)]);
            value >>= 7;
        }

        Raw([(byte)value]);
    }
}
