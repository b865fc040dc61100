using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Model;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker.Spans;

/// <summary><c>Span</c> messages → rows of <c>otel_traces</c> (docs/schema.md).</summary>
internal sealed class SpanDecoder : RecordDecoder
{
    private const int Depth = 3;
    private const int FixedBytesPerRow = 160;

    private const uint TraceIdField = (1 << 3) | WireTag.Bytes;
    private const uint SpanIdField = (2 << 3) | WireTag.Bytes;
    private const uint TraceStateField = (3 << 3) | WireTag.Bytes;
    private const uint ParentSpanIdField = (4 << 3) | WireTag.Bytes;
    private const uint NameField = (5 << 3) | WireTag.Bytes;
    private const uint KindField = (6 << 3) | WireTag.Varint;
    private const uint StartField = (7 << 3) | WireTag.Fixed64;
    private const uint EndField = (8 << 3) | WireTag.Fixed64;
    private const uint AttributesField = (9 << 3) | WireTag.Bytes;
    private const uint DroppedAttributesField = (10 << 3) | WireTag.Varint;
    private const uint EventsField = (11 << 3) | WireTag.Bytes;
    private const uint DroppedEventsField = (12 << 3) | WireTag.Varint;
    private const uint LinksField = (13 << 3) | WireTag.Bytes;
    private const uint DroppedLinksField = (14 << 3) | WireTag.Varint;
    private const uint StatusField = (15 << 3) | WireTag.Bytes;

    private readonly SpanBlock _block;
    private readonly SpanNames _names;
    private readonly AttributeRow _attributes;
    private readonly EventRows _events;
    private readonly LinkRows _links;

    /// <summary>A decoder that fills that block.</summary>
    public SpanDecoder(SpanBlock block)
        : base(
            new ResourceColumns(block.ServiceName, block.Release, block.Environment, null, block.ResourceAttributes),
            new ScopeColumns(block.ScopeName, block.ScopeVersion, null, block.SpanAttributes, Mark.ScopePrefix, Mark.ScopeDroppedAttributes))
    {
        _block = block;
        _names = new SpanNames(block);
        _attributes = new AttributeRow(Scratch);
        _events = new EventRows(Scratch, block);
        _links = new LinkRows(Scratch, block);
    }

    /// <inheritdoc />
    protected override DropReason? Append(ReadOnlySpan<byte> record, ResourceRow resource, ScopeRow scope)
    {
        _attributes.Begin(_block.SpanAttributes);
        _events.Clear();
        _links.Clear();
        Span span = default;
        DropReason? fault = Read(record, ref span);
        if (fault is null)
        {
            SpanStatus status = SpanStatus.Read(span.Status.Bytes, Depth + 1);
            fault = status.Fault ?? IdFault(in span);
            if (fault is null)
            {
                AppendRow(in span, status, resource, scope);
            }
        }

        return fault;
    }

    private static DropReason? IdFault(in Span span) =>
        HexIds.IsValid(span.TraceId, HexIds.TraceIdBytes) && HexIds.IsValid(span.SpanId, HexIds.SpanIdBytes) ? null : DropReason.InvalidId;

    /// <summary>Reads the fields; attributes, events and links into their rows.</summary>
    private DropReason? Read(ReadOnlySpan<byte> record, scoped ref Span span)
    {
        DropReason? fault = null;
        WireReader reader = new(record, Depth);
        while (fault is null && reader.NextField())
        {
            switch (reader.Tag)
            {
                case TraceIdField:
                    span.TraceId = reader.ReadBytes();
                    break;
                case SpanIdField:
                    span.SpanId = reader.ReadBytes();
                    break;
                case TraceStateField:
                    span.TraceState = reader.ReadBytes();
                    break;
                case ParentSpanIdField:
                    span.ParentSpanId = reader.ReadBytes();
                    break;
                case NameField:
                    span.Name = reader.ReadBytes();
                    break;
                case KindField:
                    span.Kind = (int)reader.ReadVarint();
                    break;
                case StartField:
                    span.Start = reader.ReadFixed64();
                    break;
                case EndField:
                    span.End = reader.ReadFixed64();
                    break;
                case AttributesField:
                    fault = _attributes.Add(reader.ReadBytes(), Depth + 1);
                    break;
                case DroppedAttributesField:
                    span.DroppedAttributes = (uint)reader.ReadVarint();
                    break;
                case EventsField:
                    fault = _events.Add(reader.ReadBytes());
                    break;
                case DroppedEventsField:
                    span.DroppedEvents = (uint)reader.ReadVarint();
                    break;
                case LinksField:
                    fault = _links.Add(reader.ReadBytes());
                    break;
                case DroppedLinksField:
                    span.DroppedLinks = (uint)reader.ReadVarint();
                    break;
                case StatusField:
                    span.Status.Add(reader.ReadBytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return fault ?? reader.Fault ?? span.Status.Fault;
    }

    /// <summary>Nothing here can fail: a span that got this far is in the block whole.</summary>
    private void AppendRow(in Span span, SpanStatus status, ResourceRow resource, ScopeRow scope)
    {
        RecordMarks marks = _attributes.Marks;
        StoredText texts = Scratch.Texts;
        HexIds.Append(_block.TraceId, span.TraceId);
        HexIds.Append(_block.SpanId, span.SpanId);
        HexIds.Append(_block.ParentSpanId, HexIds.Optional(span.ParentSpanId, HexIds.SpanIdBytes, "parent_span_id"u8, marks));
        _block.TraceState.Append(texts.Of(span.TraceState, IngestLimits.MaxValueBytes, "trace_state"u8, marks));
        _block.SpanName.Append(texts.NumberIn(_block.SpanName, span.Name, "name"u8, marks));
        _block.SpanKind.Append(_names.Kind(span.Kind));
        _block.StatusCode.Append(_names.Status(status.Code));
        _block.StatusMessage.Append(texts.Of(status.Message, IngestLimits.MaxValueBytes, "status_message"u8, marks));
        long start = Window.Fit(span.Start, marks);
        _block.Timestamp.Append(start);
        _block.Duration.Append(Duration(in span, marks));
        _events.AppendRow(start);
        _links.AppendRow();
        AppendAttributes(in span, scope);
        AppendShared(resource, scope);
        _block.EndRow(
            FixedBytesPerRow + span.TraceState.Length + span.Name.Length + status.Message.Length
            + _attributes.Pairs.ByteCount + _events.ByteCount + _links.ByteCount + resource.Attributes.ByteCount);
    }

    private void AppendAttributes(in Span span, ScopeRow scope)
    {
        _attributes.Marks.AddCount(Mark.DroppedAttributes, span.DroppedAttributes);
        _attributes.Marks.AddCount(Mark.DroppedEvents, span.DroppedEvents);
        _attributes.Marks.AddCount(Mark.DroppedLinks, span.DroppedLinks);
        _attributes.End();
        _attributes.Pairs.Add(scope.Attributes);
        _block.SpanAttributes.Append(_attributes.Pairs);
    }

    private void AppendShared(ResourceRow resource, ScopeRow scope)
    {
        _block.ProjectId.Append(Project.Value);
        _block.Release.Append(resource.Release);
        _block.Environment.Append(resource.Environment);
        _block.ServiceName.Append(resource.ServiceName);
        _block.ResourceAttributes.Append(resource.Attributes);
        _block.ScopeName.Append(scope.Name);
        _block.ScopeVersion.Append(scope.Version);
        _block.RetentionDays.Append(Window.RetentionDays);
    }

    private static ulong Duration(in Span span, RecordMarks marks)
    {
        if (span.End >= span.Start && span.Start != 0)
        {
            return span.End - span.Start;
        }

        marks.AddNumber(Mark.OriginalEndTimestamp, span.End);
        return 0;
    }

    private ref struct Span
    {
        public ulong Start;
        public ulong End;
        public int Kind;
        public uint DroppedAttributes;
        public uint DroppedEvents;
        public uint DroppedLinks;
        public ReadOnlySpan<byte> TraceId;
        public ReadOnlySpan<byte> SpanId;
        public ReadOnlySpan<byte> ParentSpanId;
        public ReadOnlySpan<byte> TraceState;
        public ReadOnlySpan<byte> Name;
        public MergedMessage Status;
    }
}
