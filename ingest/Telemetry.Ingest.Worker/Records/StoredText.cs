using System.Text;
using System.Text.Unicode;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>Makes any bytes fit to be stored: UTF-8, and of limited length. Nearly always that is what they are, and nothing is copied.</summary>
internal sealed class StoredText
{
    private const int MaxMarkNameBytes = 100;

    private byte[] _repaired = [];

    /// <summary>The text to store.</summary>
    /// <param name="text">As it came, or as rendered.</param>
    /// <param name="maxBytes">Where it is cut, at a character.</param>
    /// <param name="name">What it is, for the marks.</param>
    /// <param name="marks">Gets a mark when the text had to be changed.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, int maxBytes, ReadOnlySpan<byte> name, RecordMarks marks) =>
        text.Length <= maxBytes && Utf8.IsValid(text) ? text : Repair(text, maxBytes, name, marks);

    /// <summary>The number of a name in a column's dictionary; looked at only when it is new there.</summary>
    public uint NumberIn(LowCardinalityColumn column, ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, RecordMarks marks) =>
        column.TryFind(text, out uint number)
            ? number
            : column.Dictionary.FindOrAdd(Of(text, IngestLimits.MaxNameBytes, name, marks));

    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> text, int maxBytes, ReadOnlySpan<byte> name, RecordMarks marks)
    {
        bool isTooLong = text.Length > maxBytes;
        text = Cut(text, maxBytes);
        if (!Utf8.IsValid(text))
        {
            marks.AddInvalidUtf8(MarkName(name));
            _repaired = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
            isTooLong |= _repaired.Length > maxBytes;
            text = Cut(_repaired, maxBytes);
        }

        if (isTooLong)
        {
            marks.AddTruncated(MarkName(name));
        }

        return text;
    }

    /// <summary>A mark must not be missing because a key is empty, or broken itself.</summary>
    private static ReadOnlySpan<byte> MarkName(ReadOnlySpan<byte> name)
    {
        name = Cut(name, MaxMarkNameBytes);
        return name.IsEmpty || !Utf8.IsValid(name) ? "?"u8 : name;
    }

    /// <summary>At most that many bytes, without half a character at the end.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int maxBytes)
    {
        if (text.Length <= maxBytes)
        {
            return text;
        }

        int end = maxBytes;
        while (end > maxBytes - 4 && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return text[..end];
    }
}
