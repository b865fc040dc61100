using System.Buffers.Binary;
using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway.Protobuf;

/// <summary>Writes protobuf into a buffer, with the shortest form of every number.</summary>
/// <remarks>Throws <see cref="BufferRoomException"/> when the buffer's limit is reached.</remarks>
internal readonly struct ProtobufWriter(IntakeBuffer buffer)
{
    private const int MaxVarintBytes = 10;

    /// <summary>An integer, enum or bool field.</summary>
    public void Varint(int field, ulong value)
    {
        Tag(field, WireType.Varint);
        WriteVarint(value);
    }

    /// <summary>A fixed64, sfixed64 or double field.</summary>
    public void Fixed64(int field, ulong value)
    {
        Tag(field, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);
        buffer.Advance(sizeof(ulong));
    }

    /// <summary>A fixed32 field.</summary>
    public void Fixed32(int field, uint value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);
        buffer.Advance(sizeof(uint));
    }

    /// <summary>A string or bytes field.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.LengthDelimited);
        WriteVarint((ulong)value.Length);
        value.CopyTo(Room(value.Length));
        buffer.Advance(value.Length);
    }

    /// <summary>Starts a message, or any value whose length is not known yet. Returns where its content starts, for <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, WireType.LengthDelimited);
        Room(1);
        buffer.Advance(1);
        return buffer.Length;
    }

    /// <summary>Ends what <see cref="Begin"/> started: writes the length in front of it.</summary>
    public void End(int contentStart)
    {
        int length = buffer.Length - contentStart;
        int lengthBytes = VarintBytes((uint)length);
        if (lengthBytes > 1)
        {
            // One byte was left for the length, which is right for most; a longer message moves by a byte or two. Lengths of fixed width
            // would save the move, and make every attribute four bytes longer on disk.
            Room(lengthBytes - 1);
            buffer.Advance(lengthBytes - 1);
            buffer.WrittenSpan.Slice(contentStart, length).CopyTo(buffer.WrittenSpan[(contentStart + lengthBytes - 1)..]);
        }

        Encode(buffer.WrittenSpan[(contentStart - 1)..], (uint)length);
    }

    /// <summary>Room for content of that many bytes after <see cref="Begin"/>; the caller counts what it used with <see cref="Advance"/>.</summary>
    public Span<byte> Room(int bytes)
    {
        BufferRoom room = buffer.Reserve(bytes);
        return room == BufferRoom.Enough ? buffer.Free : throw new BufferRoomException(room);
    }

    /// <summary>Counts content bytes that were written into <see cref="Room"/>.</summary>
    public void Advance(int bytes) => buffer.Advance(bytes);

    private static int VarintBytes(ulong value) => (70 - System.Numerics.BitOperations.LeadingZeroCount(value | 1)) / 7;

    private static int Encode(Span<byte> destination, ulong value)
    {
        int i = 0;
        for (; value > 0x7f; value >>= 7)
        {
            destination[i++] = (byte)(value | 0x80);
        }

        destination[i] = (byte)value;
        return i + 1;
    }

    private void Tag(int field, WireType type) => WriteVarint(((uint)field << 3) | (uint)type);

    private void WriteVarint(ulong value) => buffer.Advance(Encode(Room(MaxVarintBytes), value));
}
