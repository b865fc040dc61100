using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Attributes;

/// <summary>An OTLP <c>AnyValue</c>, read one level deep.</summary>
internal ref struct AnyValue
{
    private const uint StringValue = (1 << 3) | WireTag.Bytes;
    private const uint BoolValue = (2 << 3) | WireTag.Varint;
    private const uint IntValue = (3 << 3) | WireTag.Varint;
    private const uint DoubleValue = (4 << 3) | WireTag.Fixed64;
    private const uint ArrayValue = (5 << 3) | WireTag.Bytes;
    private const uint KvlistValue = (6 << 3) | WireTag.Bytes;
    private const uint BytesValue = (7 << 3) | WireTag.Bytes;

    /// <summary>Which of the alternatives it is; the last on the wire counts.</summary>
    public AnyValueKind Kind { get; private set; }

    /// <summary>The bits of a bool, integer or double.</summary>
    public ulong Bits { get; private set; }

    /// <summary>The bytes of a text or bytes value; the message of an array or map.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>What is wrong with it, if anything.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>Reads it.</summary>
    public static AnyValue Read(ReadOnlySpan<byte> message, int depth)
    {
        AnyValue value = default;
        MergedMessage nested = default;
        WireReader reader = new(message, depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case StringValue:
                    value.Replace(ref nested, AnyValueKind.Text, depth);
                    value.Bytes = reader.ReadBytes();
                    break;
                case BoolValue:
                    value.Replace(ref nested, AnyValueKind.Bool, depth);
                    value.Bits = reader.ReadVarint();
                    break;
                case IntValue:
                    value.Replace(ref nested, AnyValueKind.Integer, depth);
                    value.Bits = reader.ReadVarint();
                    break;
                case DoubleValue:
                    value.Replace(ref nested, AnyValueKind.Double, depth);
                    value.Bits = reader.ReadFixed64();
                    break;
                case ArrayValue:
                    value.ReadNested(ref nested, AnyValueKind.Array, reader.ReadBytes(), depth);
                    break;
                case KvlistValue:
                    value.ReadNested(ref nested, AnyValueKind.Map, reader.ReadBytes(), depth);
                    break;
                case BytesValue:
                    value.Replace(ref nested, AnyValueKind.Bytes, depth);
                    value.Bytes = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        value.Fault ??= reader.Fault ?? nested.Fault;
        return value;
    }

    /// <summary>Two arrays, or two maps, one after the other are merged, as protobuf has it.</summary>
    private void ReadNested(ref MergedMessage nested, AnyValueKind kind, ReadOnlySpan<byte> occurrence, int depth)
    {
        if (Kind != kind)
        {
            Replace(ref nested, kind, depth);
        }

        nested.Add(occurrence);
        Bytes = nested.Bytes;
    }

    /// <summary>What stood there before does not count any more, but must not be broken either.</summary>
    private void Replace(ref MergedMessage nested, AnyValueKind kind, int depth)
    {
        if (nested.IsPresent)
        {
            Fault ??= nested.Fault ?? JsonText.FindFault(Kind, nested.Bytes, depth);
            nested = default;
        }

        Kind = kind;
    }
}
