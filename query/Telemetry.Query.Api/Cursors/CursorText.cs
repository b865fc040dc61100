using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Model.Times;

namespace Telemetry.Query.Api.Cursors;

/// <summary>
/// Cursors as text: the range of the first page, the place, and a mark of the query, so that a cursor used with another query is noticed. Opaque to clients, yet no
/// secret: whoever forges one sees nothing but another page of the same project.
/// </summary>
internal static class CursorText
{
    private const byte Version = 1;
    private const int MarkOffset = 1;
    private const int FromOffset = 5;
    private const int ToOffset = 13;
    private const int HeaderLength = 21;

    /// <summary>Writes one.</summary>
    public static string Write(TimeWindow range, string? query, ReadOnlySpan<byte> place)
    {
        var bytes = new byte[HeaderLength + place.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(MarkOffset), Mark(query));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(FromOffset), range.From.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ToOffset), range.To.Value);
        place.CopyTo(bytes.AsSpan(HeaderLength));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads one; null when it is none, or of another query.</summary>
    public static (TimeWindow Range, byte[] Place)? Read(string text, string? query)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        byte[] bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < HeaderLength || bytes[0] != Version || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(MarkOffset)) != Mark(query))
        {
            return null;
        }

        var from = new UnixNanoseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(FromOffset)));
        var to = new UnixNanoseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(ToOffset)));
        return from <= to ? (new TimeWindow(from, to), bytes[HeaderLength..]) : null;
    }

    /// <summary>A mark of a query: the same for the same query, and hardly ever for another.</summary>
    public static uint Mark(string? query) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes((query ?? "").Trim())));
}
