using System.Buffers.Binary;
using System.Text;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Cursors;
using Telemetry.Storage.Spans;

namespace Telemetry.Query.Api.Traces;

/// <summary>Places between traces as text.</summary>
internal static class TraceCursorText
{
    private const int TimeLength = 8;
    private const int MaxTraceIdLength = 64;

    /// <summary>Writes one.</summary>
    public static string Write(TimeWindow range, string? query, TraceCursor cursor)
    {
        var place = new byte[TimeLength + Encoding.UTF8.GetByteCount(cursor.TraceId)];
        BinaryPrimitives.WriteInt64LittleEndian(place, cursor.Seen.Value);
        Encoding.UTF8.GetBytes(cursor.TraceId, place.AsSpan(TimeLength));
        return CursorText.Write(range, query, place);
    }

    /// <summary>Reads one; null when it is none, or of another query.</summary>
    public static (TimeWindow Range, TraceCursor Cursor)? Read(string text, string? query)
    {
        if (CursorText.Read(text, query) is not { Place.Length: >= TimeLength and <= TimeLength + MaxTraceIdLength } read)
        {
            return null;
        }

        var seen = new UnixNanoseconds(BinaryPrimitives.ReadInt64LittleEndian(read.Place));
        return (read.Range, new TraceCursor(seen, Encoding.UTF8.GetString(read.Place.AsSpan(TimeLength))));
    }
}
