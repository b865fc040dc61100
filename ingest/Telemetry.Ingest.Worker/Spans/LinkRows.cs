using System.Runtime.InteropServices;
using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Model;
using Telemetry.Storage.Native;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker.Spans;

/// <summary>The links of one span, gathered until the whole span is known to be sound.</summary>
internal sealed class LinkRows(DecoderScratch scratch, SpanBlock block)
{
    private const int Depth = 4;

    private const uint TraceIdField = (1 << 3) | WireTag.Bytes;
    private const uint SpanIdField = (2 << 3) | WireTag.Bytes;
    private const uint TraceStateField = (3 << 3) | WireTag.Bytes;
    private const uint AttributesField = (4 << 3) | WireTag.Bytes;
    private const uint DroppedField = (5 << 3) | WireTag.Varint;

    private readonly AttributeRow _attributes = new(scratch);
    private readonly List<int> _attributeEnds = [];
    private readonly TextRow _traceIds = new();
    private readonly TextRow _spanIds = new();
    private readonly TextRow _traceStates = new();

    /// <summary>Bytes they take in a block.</summary>
    public int ByteCount =>
        _attributes.Pairs.ByteCount + _traceIds.Encoded.Length + _spanIds.Encoded.Length + _traceStates.Encoded.Length;

    /// <summary>Goes over to another span.</summary>
    public void Clear()
    {
        _attributes.Begin(block.LinkAttributes.Elements);
        _attributeEnds.Clear();
        _traceIds.Clear();
        _spanIds.Clear();
        _traceStates.Clear();
    }

    /// <summary>Adds a link.</summary>
    /// <param name="message">A <c>Span.Link</c>.</param>
    /// <returns>What is wrong with it, if anything.</returns>
    public DropReason? Add(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> traceId = default;
        ReadOnlySpan<byte> spanId = default;
        ReadOnlySpan<byte> traceState = default;
        uint dropped = 0;
        DropReason? fault = null;
        _attributes.Begin(block.LinkAttributes.Elements, keepPairs: true);
        WireReader reader = new(message, Depth);
        while (fault is null && reader.NextField())
        {
            switch (reader.Tag)
            {
                case TraceIdField:
                    traceId = reader.ReadBytes();
                    break;
                case SpanIdField:
                    spanId = reader.ReadBytes();
                    break;
                case TraceStateField:
                    traceState = reader.ReadBytes();
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

        RecordMarks marks = _attributes.Marks;
        HexIds.Add(_traceIds, HexIds.Optional(traceId, HexIds.TraceIdBytes, "trace_id"u8, marks));
        HexIds.Add(_spanIds, HexIds.Optional(spanId, HexIds.SpanIdBytes, "span_id"u8, marks));
        _traceStates.Add(scratch.Texts.Of(traceState, IngestLimits.MaxValueBytes, "trace_state"u8, marks));
        marks.AddCount(Mark.DroppedAttributes, dropped);
        _attributes.End();
        _attributeEnds.Add(_attributes.Pairs.Count);
        return fault ?? reader.Fault;
    }

    /// <summary>Appends them as one row.</summary>
    public void AppendRow()
    {
        block.LinkTraceIds.Elements.Append(_traceIds);
        block.LinkSpanIds.Elements.Append(_spanIds);
        block.LinkTraceStates.Elements.Append(_traceStates);
        block.LinkAttributes.Elements.Append(_attributes.Pairs, CollectionsMarshal.AsSpan(_attributeEnds));
        block.LinkTraceIds.EndRow();
        block.LinkSpanIds.EndRow();
        block.LinkTraceStates.EndRow();
        block.LinkAttributes.EndRow();
    }
}
