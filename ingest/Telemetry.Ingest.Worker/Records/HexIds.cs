using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Records;

/// <summary>Trace and span ids: bytes on the wire, lower-case hex in a table.</summary>
internal static class HexIds
{
    /// <summary>Bytes of a trace id.</summary>
    public const int TraceIdBytes = 16;

    /// <summary>Bytes of a span id.</summary>
    public const int SpanIdBytes = 8;

    /// <summary>Whether it names something: of the right length, and not all zeros.</summary>
    public static bool IsValid(ReadOnlySpan<byte> id, int length) => id.Length == length && id.ContainsAnyExcept((byte)0);

    /// <summary>
    /// The id where it may be absent: nothing, or all zeros, which is how several SDKs say nothing. Any other length gets a mark.
    /// </summary>
    public static ReadOnlySpan<byte> Optional(ReadOnlySpan<byte> id, int length, ReadOnlySpan<byte> name, RecordMarks marks)
    {
        if (IsValid(id, length))
        {
            return id;
        }

        if (id.Length != 0 && id.Length != length)
        {
            marks.AddInvalidId(name);
        }

        return default;
    }

    /// <summary>Appends it as text.</summary>
    public static void Append(StringColumn column, ReadOnlySpan<byte> id) =>
        Convert.TryToHexStringLower(id, column.Reserve(id.Length * 2), out _);

    /// <summary>Adds it as text.</summary>
    public static void Add(TextRow texts, ReadOnlySpan<byte> id)
    {
        Span<byte> text = stackalloc byte[TraceIdBytes * 2];
        Convert.TryToHexStringLower(id, text, out int length);
        texts.Add(text[..length]);
    }
}
