namespace Telemetry.Ingest.Gateway.Protobuf;

/// <summary>
/// Steps over protobuf's wire format and refuses exactly what Google.Protobuf refuses: tests compare the two on mutated requests. That
/// library reads tags and lengths as 32-bit numbers and drops the bits above, so this does too.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Messages and groups within each other, as Google.Protobuf allows by default.</summary>
    public const int MaxDepth = 100;

    private const int MaxVarintBytes = 10;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _end = bytes.Length;

    /// <summary>The next byte, counted from the start of the whole request.</summary>
    public int Position { get; private set; }

    /// <summary>What was wrong; null as long as nothing was.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the message being read has no more fields.</summary>
    public readonly bool AtEnd => Position >= _end;

    /// <summary>The tag of a length-delimited field.</summary>
    public static uint MessageTag(int field) => ((uint)field << 3) | (uint)WireType.LengthDelimited;

    /// <summary>Reads a tag; 0 after an error.</summary>
    public uint ReadTag()
    {
        if (!TryReadVarint(out ulong value))
        {
            return 0;
        }

        uint tag = (uint)value;
        if (tag >> 3 == 0)
        {
            Fail("a field of number 0");
            return 0;
        }

        return tag;
    }

    /// <summary>Reads the length of a message and makes its end the end. Returns the end to give back to <see cref="Leave"/>; -1 after an error.</summary>
    public int Enter()
    {
        int outerEnd = _end;
        if (!TryReadLength(out int length))
        {
            return -1;
        }

        _end = Position + length;
        return outerEnd;
    }

    /// <summary>Goes back to the message around.</summary>
    public void Leave(int outerEnd) => _end = outerEnd;

    /// <summary>Steps over a field. <paramref name="depth"/> counts the messages around it.</summary>
    public bool Skip(uint tag, int depth)
    {
        switch ((WireType)(tag & 7))
        {
            case WireType.Varint:
                return TryReadVarint(out _);
            case WireType.Fixed64:
                return TryAdvance(sizeof(ulong));
            case WireType.LengthDelimited:
                return TryReadLength(out int length) && TryAdvance(length);
            case WireType.StartGroup:
                return SkipGroup(tag >> 3, depth + 1);
            case WireType.Fixed32:
                return TryAdvance(sizeof(uint));
            case WireType.EndGroup:
                return Fail("the end of a group that did not begin");
            default:
                return Fail($"wire type {tag & 7}, which does not exist");
        }
    }

    private bool SkipGroup(uint field, int depth)
    {
        if (depth > MaxDepth)
        {
            return Fail($"groups nested deeper than {MaxDepth}");
        }

        while (!AtEnd)
        {
            uint tag = ReadTag();
            if (tag == 0)
            {
                return false;
            }

            if ((WireType)(tag & 7) == WireType.EndGroup)
            {
                return tag >> 3 == field || Fail("the end of another group");
            }

            if (!Skip(tag, depth))
            {
                return false;
            }
        }

        return Fail("a group without an end");
    }

    private bool TryReadLength(out int length)
    {
        length = 0;
        if (!TryReadVarint(out ulong value))
        {
            return false;
        }

        length = (int)(uint)value;
        return (length >= 0 && length <= _end - Position) || Fail("a length beyond the end");
    }

    private bool TryReadVarint(out ulong value)
    {
        value = 0;
        ReadOnlySpan<byte> rest = _bytes[Position.._end];
        for (int i = 0; i < rest.Length && i < MaxVarintBytes; i++)
        {
            value |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if (rest[i] < 0x80)
            {
                Position += i + 1;
                return true;
            }
        }

        return Fail(rest.Length < MaxVarintBytes ? "a number that is cut off" : "a number longer than ten bytes");
    }

    private bool TryAdvance(int count)
    {
        if (count > _end - Position)
        {
            return Fail("a value that is cut off");
        }

        Position += count;
        return true;
    }

    private bool Fail(string error)
    {
        Error ??= error;
        return false;
    }
}
