using Telemetry.Ingest.Gateway.Protobuf;

namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Looks into one log record for the name of its event and its body. Nothing is found in a record that is broken inside.</summary>
internal static class LogEvent
{
    // LogRecord: body 5, attributes 6, event_name 12. KeyValue: key 1, value 2. AnyValue: string_value 1, bytes_value 7.
    private static readonly uint BodyTag = WireReader.MessageTag(5);
    private static readonly uint AttributeTag = WireReader.MessageTag(6);
    private static readonly uint EventNameTag = WireReader.MessageTag(12);
    private static readonly uint KeyTag = WireReader.MessageTag(1);
    private static readonly uint ValueTag = WireReader.MessageTag(2);
    private static readonly uint StringTag = WireReader.MessageTag(1);
    private static readonly uint BytesTag = WireReader.MessageTag(7);

    /// <summary>Which of our own events a record is, by its event name or by the attribute <c>event.name</c>; where the two differ, the first of the members counts.</summary>
    /// <param name="field">The record with its tag and length.</param>
    public static OwnEvents Of(ReadOnlySpan<byte> field)
    {
        OwnEvents names = OwnEvents.None;
        var reader = new WireReader(field);
        reader.ReadTag();
        reader.Enter();
        while (!reader.AtEnd)
        {
            uint tag = reader.ReadTag();
            int start = reader.Position;
            if (tag == 0 || !reader.Skip(tag, depth: 3))
            {
                return OwnEvents.None;
            }

            names |= tag == EventNameTag ? Named(MessageFields.Content(field[start..reader.Position]))
                : tag == AttributeTag ? OfAttribute(MessageFields.Content(field[start..reader.Position]))
                : OwnEvents.None;
        }

        // The lowest bit.
        return names & (OwnEvents)(-(int)names);
    }

    /// <summary>A record's body when it is a text or bytes; else empty.</summary>
    /// <param name="field">The record with its tag and length.</param>
    public static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> field)
    {
        var reader = new WireReader(field);
        reader.ReadTag();
        return TextOf(MessageFields.Find(MessageFields.Content(field[reader.Position..]), BodyTag));
    }

    private static OwnEvents OfAttribute(ReadOnlySpan<byte> pair) =>
        MessageFields.Find(pair, KeyTag).SequenceEqual("event.name"u8) ? Named(TextOf(MessageFields.Find(pair, ValueTag))) : OwnEvents.None;

    private static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> text = MessageFields.Find(value, StringTag);
        return text.IsEmpty ? MessageFields.Find(value, BytesTag) : text;
    }

    private static OwnEvents Named(ReadOnlySpan<byte> name) =>
        name.SequenceEqual(OwnEventWords.Crash) ? OwnEvents.Crash
        : name.SequenceEqual(OwnEventWords.Session) ? OwnEvents.Session
        : name.SequenceEqual(OwnEventWords.Loss) ? OwnEvents.Loss
        : OwnEvents.None;
}
