using System.Runtime.InteropServices;
using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Model;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker.Spans;

/// <summary>The events of one span, gathered until the whole span is known to be sound.</summary>
internal sealed class EventRows(DecoderScratch scratch, SpanBlock block)
{
    private const int Depth = 4;

    private const uint TimeField = (1 << 3) | WireTag.Fixed64;
    private const uint NameField = (2 << 3) | WireTag.Bytes;
    private const uint AttributesField = (3 << 3) | WireTag.Bytes;
    private const uint DroppedField = (4 << 3) | WireTag.Varint;

    private readonly AttributeRow _attributes = new(scratch);
    private readonly List<ulong> _times = [];
    private readonly List<uint> _names = [];
    private readonly List<int> _attributeEnds = [];

    /// <summary>Bytes they take in a block.</summary>
    public int ByteCount => _attributes.Pairs.ByteCount + (_times.Count * (sizeof(ulong) + sizeof(uint) + sizeof(ulong)));

    /// <summary>Goes over to another span.</summary>
    public void Clear()
    {
        _attributes.Begin(block.EventAttributes.Elements);
        _times.Clear();
        _names.Clear();
        _attributeEnds.Clear();
    }

    /// <summary>Adds an event.</summary>
    /// <param name="message">A <c>Span.Event</c>.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public DropReason? Add(ReadOnlySpan<byte> message)
    {
        ulong time = 0;
        uint dropped = 0;
        ReadOnlySpan<byte> name = default;
        DropReason? fault = null;
        _attributes.Begin(block.EventAttributes.Elements, keepPairs: true);
        WireReader reader = new(message, Depth);
        while (fault is null && reader.NextField())
        {
            switch (reader.Tag)
            {
                case TimeField:
                    time = reader.ReadFixed64();
                    break;
                case NameField:
                    name = reader.ReadBytes();
                    break;
                case AttributesField:
                    fault = _attributes.Add(reader.ReadBytes(), Depth + 1);
                    break;
                case DroppedField:
                    dropped = (uint)reader.ReadVarint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        _names.Add(scratch.Texts.NumberIn(block.EventNames.Elements, name, "event.name"u8, _attributes.Marks));
        _times.Add(time);
        _attributes.Marks.AddCount(Mark.DroppedAttributes, dropped);
        _attributes.Marks.AddCount(Mark.OriginalTimestamp, time > long.MaxValue ? time : 0);
        _attributes.End();
        _attributeEnds.Add(_attributes.Pairs.Count);
        return fault ?? reader.Fault;
    }

    /// <summary>Appends them as one row.</summary>
    /// <param name="spanStart">Stands for a time that no column can hold.</param>
    public void AppendRow(long spanStart)
    {
        foreach (ulong time in _times)
        {
            block.EventTimestamps.Elements.Append(time > long.MaxValue ? spanStart : (long)time);
        }

        block.EventNames.Elements.Append(CollectionsMarshal.AsSpan(_names));
        block.EventAttributes.Elements.Append(_attributes.Pairs, CollectionsMarshal.AsSpan(_attributeEnds));
        block.EventTimestamps.EndRow();
        block.EventNames.EndRow();
        block.EventAttributes.EndRow();
    }
}
