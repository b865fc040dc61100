using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Attributes;

/// <summary>An OTLP <c>KeyValue</c>.</summary>
internal ref struct KeyValue
{
    private const uint KeyField = (1 << 3) | WireTag.Bytes;
    private const uint ValueField = (2 << 3) | WireTag.Bytes;

    private MergedMessage _value;

    /// <summary>The key; may be empty.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The <c>AnyValue</c>; empty when absent, which reads as an empty value.</summary>
    public readonly ReadOnlySpan<byte> Value => _value.Bytes;

    /// <summary>What is wrong with it, if anything.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>Reads it.</summary>
    public static KeyValue Read(ReadOnlySpan<byte> message, int depth)
    {
        KeyValue pair = default;
        WireReader reader = new(message, depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case KeyField:
                    pair.Key = reader.ReadBytes();
                    break;
                case ValueField:
                    pair._value.Add(reader.ReadBytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        pair.Fault = reader.Fault ?? pair._value.Fault;
        return pair;
    }
}
