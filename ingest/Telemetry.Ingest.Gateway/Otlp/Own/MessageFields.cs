using Telemetry.Ingest.Gateway.Protobuf;

namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Finds texts and messages within a message.</summary>
internal static class MessageFields
{
    /// <summary>The bytes of a length-delimited field; the last one counts, as protobuf has it. Empty when there is none or the message is broken.</summary>
    /// <param name="message">Without its length.</param>
    /// <param name="wanted">The field's tag.</param>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> message, uint wanted)
    {
        ReadOnlySpan<byte> found = default;
        var reader = new WireReader(message);
        while (!reader.AtEnd)
        {
            uint tag = reader.ReadTag();
            int start = reader.Position;
            if (tag == 0 || !reader.Skip(tag, depth: 4))
            {
                return default;
            }

            found = tag == wanted ? Content(message[start..reader.Position]) : found;
        }

        return found;
    }

    /// <summary>What stands behind a length.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        return reader.Enter() < 0 ? default : value[reader.Position..];
    }
}
