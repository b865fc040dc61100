using Telemetry.Ingest.Gateway.Otlp.Own;
using Telemetry.Ingest.Gateway.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>Looks into one record for crashes.</summary>
internal static class CrashRecord
{
    // LogRecord: attributes 6. KeyValue: key 1. Span: events 11. Event: name 2.
    private static readonly uint AttributeTag = WireReader.MessageTag(6);
    private static readonly uint KeyTag = WireReader.MessageTag(1);
    private static readonly uint EventTag = WireReader.MessageTag(11);
    private static readonly uint NameTag = WireReader.MessageTag(2);

    /// <summary>Crashes in a record: 0 or 1 of a log record, exception events of a span. 0 when it is broken inside.</summary>
    /// <param name="field">The record with its tag and length.</param>
    /// <param name="signal">Logs or spans.</param>
    public static int Count(ReadOnlySpan<byte> field, Signal signal)
    {
        var reader = new WireReader(field);
        reader.ReadTag();
        reader.Enter();
        int crashes = 0;
        while (!reader.AtEnd)
        {
            uint tag = reader.ReadTag();
            int start = reader.Position;
            if (tag == 0 || !reader.Skip(tag, depth: 3))
            {
                return 0;
            }

            crashes += IsCrash(field[start..reader.Position], tag, signal) ? 1 : 0;
        }

        return signal == Signal.Logs ? (crashes > 0 || LogEvent.Of(field) == OwnEvents.Crash ? 1 : 0) : crashes;
    }

    private static bool IsCrash(ReadOnlySpan<byte> value, uint tag, Signal signal) => signal == Signal.Logs
        ? tag == AttributeTag && MessageFields.Find(MessageFields.Content(value), KeyTag) is var key && (key.SequenceEqual("exception.type"u8) || key.SequenceEqual("exception.message"u8))
        : tag == EventTag && MessageFields.Find(MessageFields.Content(value), NameTag).SequenceEqual("exception"u8);
}
