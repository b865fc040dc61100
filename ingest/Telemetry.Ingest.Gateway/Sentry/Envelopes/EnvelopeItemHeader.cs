using System.Text.Json;

namespace Telemetry.Ingest.Gateway.Sentry.Envelopes;

/// <summary>The line in front of an item.</summary>
/// <param name="Type">What it is; empty when nobody knows.</param>
/// <param name="Length">Bytes of the payload; null: up to the end of the line.</param>
/// <param name="ItemCount">What a container says it holds; 1 when it does not say.</param>
internal readonly record struct EnvelopeItemHeader(string Type, long? Length, int ItemCount)
{
    /// <summary>Longer lines are no headers.</summary>
    public const int MaxBytes = 8 * 1024;

    private const int MaxItemCount = 10_000;

    /// <summary>Of an attachment: a file's name; null when it has none.</summary>
    public string? FileName { get; init; }

    /// <summary>Of an attachment: what the client says it is.</summary>
    public string? ContentType { get; init; }

    /// <summary>Of an attachment: what the client calls it.</summary>
    public string? AttachmentType { get; init; }

    /// <summary>Of what cannot be told apart.</summary>
    public static EnvelopeItemHeader Unknown { get; } = new("", null, 1);

    /// <summary>Reads it; false when the line is no JSON object with a type, or its length is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out EnvelopeItemHeader header)
    {
        header = Unknown;
        if (line.Length > MaxBytes || line.IsEmpty || line.TrimStart((byte)' ') is not [(byte)'{', ..])
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && TryRead(ref reader, ref header) && !reader.Read() && header.Type.Length > 0 && header.Length is null or >= 0;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryRead(ref Utf8JsonReader reader, ref EnvelopeItemHeader header)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            bool isLength = reader.ValueTextEquals("length"u8);
            bool isCount = reader.ValueTextEquals("item_count"u8);
            EnvelopeItemHeader? named = ReadNamed(ref reader, header);
            if (named is { } attachment)
            {
                header = attachment;
                continue;
            }

            reader.Read();
            header = (isType, isLength, isCount) switch
            {
                (true, _, _) => header with { Type = reader.GetString() ?? "" },
                (_, true, _) when reader.TokenType != JsonTokenType.Null => header with { Length = reader.TryGetInt64(out long length) ? length : -1 },
                (_, _, true) => header with { ItemCount = reader.TryGetInt32(out int count) ? Math.Clamp(count, 1, MaxItemCount) : 1 },
                _ => header,
            };
            reader.Skip();
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>The header with a text of an attachment, which is read over then; null when the property is another.</summary>
    private static EnvelopeItemHeader? ReadNamed(ref Utf8JsonReader reader, EnvelopeItemHeader header)
    {
        bool isName = reader.ValueTextEquals("filename"u8);
        bool isContentType = reader.ValueTextEquals("content_type"u8);
        if (!isName && !isContentType && !reader.ValueTextEquals("attachment_type"u8))
        {
            return null;
        }

        reader.Read();
        string? text = Text(ref reader);
        reader.Skip();
        return isName ? header with { FileName = text } : isContentType ? header with { ContentType = text } : header with { AttachmentType = text };
    }

    // A name that is no text (half a surrogate pair, which Python writes for bytes that are no UTF-8) must not cost the item.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
