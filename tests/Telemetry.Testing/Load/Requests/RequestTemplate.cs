using System.Buffers.Binary;
using System.Buffers.Text;

namespace Telemetry.Testing.Load.Requests;

/// <summary>
/// A finished export request whose ids and times are overwritten for every sending: a copy and a few stores per record instead
/// of an encoder, so that the generator leaves the machine to what is measured.
/// </summary>
public sealed class RequestTemplate
{
    /// <summary>The attribute that carries the unique id of a record or span, as zero-padded decimal digits.</summary>
    public const string RecordIdKey = "record.id";

    /// <summary>Digits of a record id.</summary>
    public const int RecordIdLength = 16;

    /// <summary>Spans that share a trace; the first is the root.</summary>
    internal const int SpansPerTrace = 5;

    private readonly byte[] _bytes;
    private readonly ItemSlot[] _slots;

    internal RequestTemplate(ReadOnlySpan<byte> bytes, IEnumerable<ItemSlot> slots)
    {
        _bytes = bytes.ToArray();
        _slots = [.. slots];
    }

    /// <summary>Bytes of the request.</summary>
    public int Length => _bytes.Length;

    /// <summary>Records or spans in it.</summary>
    public int ItemCount => _slots.Length;

    /// <summary>Writes the request with record ids counting up from <paramref name="firstRecordId"/>; trace and span ids follow from the record id.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="firstRecordId">A multiple of <see cref="ItemCount"/>.</param>
    /// <param name="nowUnixNanoseconds">Time of the first item; each next one is a microsecond later.</param>
    public void Write(Span<byte> destination, ulong firstRecordId, long nowUnixNanoseconds)
    {
        _bytes.CopyTo(destination);
        for (int i = 0; i < _slots.Length; i++)
        {
            Write(destination, in _slots[i], firstRecordId + (ulong)i, nowUnixNanoseconds + (i * 1000L));
        }
    }

    private static void Write(Span<byte> request, in ItemSlot slot, ulong recordId, long time)
    {
        BinaryPrimitives.WriteInt64LittleEndian(request[slot.Time..], time);
        BinaryPrimitives.WriteInt64LittleEndian(request[slot.EndTime..], time + slot.DurationNanoseconds);

        // Spans of one trace share its id; log records get one each, which is the worst case for the index on it.
        ulong root = slot.ParentSpanId == ItemSlot.None ? recordId : recordId - (recordId % SpansPerTrace);
        BinaryPrimitives.WriteUInt64LittleEndian(request[slot.TraceId..], Scatter(root));
        BinaryPrimitives.WriteUInt64LittleEndian(request[(slot.TraceId + 8)..], Scatter(root + 0x5bd1e995));
        BinaryPrimitives.WriteUInt64LittleEndian(request[slot.SpanId..], Scatter(recordId + 0x1b873593));
        if (slot.ParentSpanId >= 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(request[slot.ParentSpanId..], Scatter(root + 0x1b873593));
        }

        if (slot.EventTime >= 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(request[slot.EventTime..], time + slot.DurationNanoseconds);
        }

        Utf8Formatter.TryFormat(recordId, request.Slice(slot.RecordId, RecordIdLength), out _, new System.Buffers.StandardFormat('D', RecordIdLength));
        if (slot.Token >= 0)
        {
            WriteToken(request.Slice(slot.Token, SentenceSource.TokenLength), Scatter(recordId));
        }
    }

    private static void WriteToken(Span<byte> token, ulong value)
    {
        for (int i = 0; i < token.Length; i++, value >>= 5)
        {
            token[i] = "abcdefghijklmnopqrstuvwxyz234567"u8[(int)(value & 31)];
        }
    }

    /// <summary>SplitMix64: neighbours get unrelated values, and no two inputs the same one.</summary>
    private static ulong Scatter(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
