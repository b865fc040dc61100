using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Logs;

/// <summary>
/// The body of a crash report among the logs: one line of what happened, from its attributes. The report itself, which is the record's body on the wire, is kept with the crash.
/// </summary>
internal static class CrashBody
{
    /// <summary>Whether a record is a crash report, by its event name or by an attribute. The attribute is looked for only when the body may be a document: most are none.</summary>
    public static bool IsCrash(ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> body, MapRow attributes, MapColumn column) =>
        eventName.SequenceEqual("telemetry.crash"u8) || (body.StartsWith("{"u8) && Find(attributes, column, "event.name"u8).SequenceEqual("telemetry.crash"u8));

    /// <summary><c>exception.type: exception.message</c>; either alone where the other is missing.</summary>
    public static ReadOnlySpan<byte> Of(MapRow attributes, MapColumn column)
    {
        ReadOnlySpan<byte> type = Find(attributes, column, "exception.type"u8);
        ReadOnlySpan<byte> message = Find(attributes, column, "exception.message"u8);
        return (type.IsEmpty, message.IsEmpty) switch
        {
            (true, true) => "Crash report"u8,
            (false, true) => type,
            (true, false) => message,
            _ => (byte[])[.. type, .. ": "u8, .. message],
        };
    }

    private static ReadOnlySpan<byte> Find(MapRow attributes, MapColumn column, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> values = attributes.Values.Encoded;
        foreach (uint number in attributes.Keys)
        {
            ReadOnlySpan<byte> value = Take(ref values);
            if (column.Keys[number].SequenceEqual(key))
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>A text in Native form: its length as a varint, then its bytes.</summary>
    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> values)
    {
        int length = 0;
        int position = 0;
        byte next;
        do
        {
            next = values[position];
            length |= (next & 0x7f) << (7 * position++);
        }
        while (next >= 0x80);

        ReadOnlySpan<byte> value = values.Slice(position, length);
        values = values[(position + length)..];
        return value;
    }
}
