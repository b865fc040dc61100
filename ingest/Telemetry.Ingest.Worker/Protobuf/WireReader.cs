using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Protobuf;

/// <summary>
/// Reads the fields of one protobuf message where it lies. Accepts and refuses exactly what Google.Protobuf does, UTF-8 apart, which is
/// looked at where text is stored. A fault is remembered, not thrown: every later read gives zero or nothing and <see cref="NextField"/> ends, so
/// a loop over fields asks once, at its end.
/// <code>
/// WireReader reader = new(bytes, depth);
/// while (reader.NextField())
/// {
///     switch (reader.Tag) { case Name: name = reader.ReadBytes(); break; … default: reader.Skip(); break; }
/// }
/// if (reader.Fault is { } fault) …
/// </code>
/// </summary>
/// <param name="bytes">The message.</param>
/// <param name="depth">How many messages stand around it; 0 for the request itself.</param>
internal ref struct WireReader(ReadOnlySpan<byte> bytes, int depth)
{
    /// <summary>Messages within messages: the limit of Google.Protobuf, so that we lose nothing it would read.</summary>
    public const int MaxDepth = 100;

    private const int MaxVarintBytes = 10;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly int _depth = depth;

    /// <summary>Field number and wire type of the current field, as on the wire.</summary>
    public uint Tag { get; private set; }

    /// <summary>Where the next read starts.</summary>
    public int Position { get; private set; }

    /// <summary>What is wrong: <see cref="DropReason.Malformed"/> or <see cref="DropReason.TooDeep"/>; null as long as all is well.</summary>
    public DropReason? Fault { get; private set; } = depth > MaxDepth ? DropReason.TooDeep : null;

    /// <summary>Whether a message's own fields can be told apart; says nothing about messages within.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes, 0);
        while (reader.NextField())
        {
            reader.Skip();
        }

        return reader.Fault is null;
    }

    /// <summary>Moves to the next field. False at the end or after a fault.</summary>
    public bool NextField()
    {
        if (Fault is not null || Position == _bytes.Length)
        {
            return false;
        }

        Tag = (uint)ReadVarint();
        if (WireTag.FieldNumber(Tag) == 0)
        {
            Fail(DropReason.Malformed);
        }

        return Fault is null;
    }

    /// <summary>A varint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint() =>
        (uint)Position < (uint)_bytes.Length && _bytes[Position] < 0x80 ? _bytes[Position++] : ReadLongVarint();

    /// <summary>Eight bytes.</summary>
    public ulong ReadFixed64() => Take(sizeof(ulong)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt64LittleEndian(taken) : 0;

    /// <summary>Four bytes.</summary>
    public uint ReadFixed32() => Take(sizeof(uint)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadUInt32LittleEndian(taken) : 0;

    /// <summary>A length and that many bytes: text, bytes, or a message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadBytes() => Take((int)(uint)ReadVarint());

    /// <summary>Passes over the value of a field nobody asked for.</summary>
    public void Skip()
    {
        switch (WireTag.Type(Tag))
        {
            case WireTag.Varint:
                ReadVarint();
                break;
            case WireTag.Fixed64:
                Take(sizeof(ulong));
                break;
            case WireTag.Bytes:
                ReadBytes();
                break;
            case WireTag.StartGroup:
                SkipGroup(WireTag.FieldNumber(Tag), _depth + 1);
                break;
            case WireTag.Fixed32:
                Take(sizeof(uint));
                break;
            default:
                Fail(DropReason.Malformed);
                break;
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)(_bytes.Length - Position))
        {
            Fail(DropReason.Malformed);
            return default;
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, length);
        Position += length;
        return taken;
    }

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (int i = 0; i < MaxVarintBytes && Position < _bytes.Length; i++)
        {
            byte next = _bytes[Position++];
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        Fail(DropReason.Malformed);
        return 0;
    }

    private void SkipGroup(uint number, int depth)
    {
        if (depth > MaxDepth)
        {
            Fail(DropReason.TooDeep);
            return;
        }

        while (NextField())
        {
            switch (WireTag.Type(Tag))
            {
                case WireTag.EndGroup when WireTag.FieldNumber(Tag) == number:
                    return;
                case WireTag.StartGroup:
                    SkipGroup(WireTag.FieldNumber(Tag), depth + 1);
                    break;
                default:
                    Skip();
                    break;
            }
        }

        Fail(Fault ?? DropReason.Malformed);
    }

    private void Fail(DropReason fault)
    {
        Fault ??= fault;
        Position = _bytes.Length;
    }
}
