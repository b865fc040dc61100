using System.Buffers.Binary;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Cursors;
using Telemetry.Storage.Logs;

namespace Telemetry.Query.Api.Logs;

/// <summary>Places between log records as text.</summary>
internal static class LogCursorText
{
    private const int TimeLength = 8;
    private const int TieLength = TimeLength + 12;

    /// <summary>Writes one.</summary>
    public static string Write(TimeWindow range, string? query, LogCursor cursor)
    {
        Span<byte> place = stackalloc byte[TieLength];
        BinaryPrimitives.WriteInt64LittleEndian(place, cursor.Timestamp.Value);
        if (cursor.Tie is not { } tie)
        {
            return CursorText.Write(range, query, place[..TimeLength]);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(place[TimeLength..], tie.Hash);
        BinaryPrimitives.WriteInt32LittleEndian(place[(TimeLength + 8)..], tie.Equal);
        return CursorText.Write(range, query, place);
    }

    /// <summary>Reads one; null when it is none, or of another query.</summary>
    public static (TimeWindow Range, LogCursor Cursor)? Read(string text, string? query)
    {
        if (CursorText.Read(text, query) is not { Place.Length: TimeLength or TieLength } read)
        {
            return null;
        }

        ReadOnlySpan<byte> place = read.Place;
        LogTie? tie = place.Length == TimeLength
            ? null
            : new LogTie(BinaryPrimitives.ReadUInt64LittleEndian(place[TimeLength..]), Math.Max(0, BinaryPrimitives.ReadInt32LittleEndian(place[(TimeLength + 8)..])));
        return (read.Range, new LogCursor(new UnixNanoseconds(BinaryPrimitives.ReadInt64LittleEndian(place)), tie));
    }
}
