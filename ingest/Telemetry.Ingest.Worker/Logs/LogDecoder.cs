using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Model;
using Telemetry.Storage.Logs;

namespace Telemetry.Ingest.Worker.Logs;

/// <summary><c>LogRecord</c> messages → rows of <c>otel_logs</c> (docs/schema.md). Open only for a test that needs a decoder with a bug.</summary>
internal class LogDecoder : RecordDecoder
{
    private const int Depth = 3;
    private const int MaxSeverityNumber = 24;
    private const int FixedBytesPerRow = 64;

    private const uint TimeField = (1 << 3) | WireTag.Fixed64;
    private const uint SeverityNumberField = (2 << 3) | WireTag.Varint;
    private const uint SeverityTextField = (3 << 3) | WireTag.Bytes;
    private const uint BodyField = (5 << 3) | WireTag.Bytes;
    private const uint AttributesField = (6 << 3) | WireTag.Bytes;
    private const uint DroppedField = (7 << 3) | WireTag.Varint;
    private const uint FlagsField = (8 << 3) | WireTag.Fixed32;
    private const uint TraceIdField = (9 << 3) | WireTag.Bytes;
    private const uint SpanIdField = (10 << 3) | WireTag.Bytes;
    private const uint ObservedTimeField = (11 << 3) | WireTag.Fixed64;
    private const uint EventNameField = (12 << 3) | WireTag.Bytes;

    private readonly LogBlock _block;
    private readonly AttributeRow _attributes;

    /// <summary>A decoder that fills that block.</summary>
    public LogDecoder(LogBlock block)
        : base(
            new ResourceColumns(block.ServiceName, block.Release, block.Environment, block.ResourceSchemaUrl, block.ResourceAttributes),
            new ScopeColumns(block.ScopeName, block.ScopeVersion, block.ScopeSchemaUrl, block.ScopeAttributes, [], Mark.DroppedAttributes))
    {
        _block = block;
        _attributes = new AttributeRow(Scratch);
    }

    /// <inheritdoc />
    protected override DropReason? Append(ReadOnlySpan<byte> record, ResourceRow resource, ScopeRow scope)
    {
        _attributes.Begin(_block.LogAttributes);
        LogRecord log = default;
        DropReason? fault = Read(record, ref log);
        if (fault is null)
        {
            fault = Scratch.Values.Read(log.Body.Bytes, Depth + 1, out ReadOnlySpan<byte> body);
            if (fault is null)
            {
                AppendRow(in log, body, resource, scope);
            }
        }

        return fault;
    }

    /// <summary>Reads the fields, and the attributes into their row; the body is only found.</summary>
    private DropReason? Read(ReadOnlySpan<byte> record, scoped ref LogRecord log)
    {
        DropReason? fault = null;
        WireReader reader = new(record, Depth);
        while (fault is null && reader.NextField())
        {
            switch (reader.Tag)
            {
                case TimeField:
                    log.Time = reader.ReadFixed64();
                    break;
                case SeverityNumberField:
                    log.SeverityNumber = (int)reader.ReadVarint();
                    break;
                case SeverityTextField:
                    log.SeverityText = reader.ReadBytes();
                    break;
                case BodyField:
                    log.Body.Add(reader.ReadBytes());
                    break;
                case AttributesField:
                    fault = _attributes.Add(reader.ReadBytes(), Depth + 1);
                    break;
                case DroppedField:
                    log.Dropped = (uint)reader.ReadVarint();
                    break;
                case FlagsField:
                    log.Flags = reader.ReadFixed32();
                    break;
                case TraceIdField:
                    log.TraceId = reader.ReadBytes();
                    break;
                case SpanIdField:
                    log.SpanId = reader.ReadBytes();
                    break;
                case ObservedTimeField:
                    log.ObservedTime = reader.ReadFixed64();
                    break;
                case EventNameField:
                    log.EventName = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return fault ?? reader.Fault ?? log.Body.Fault;
    }

    /// <summary>Nothing here can fail: a record that got this far is in the block whole.</summary>
    private void AppendRow(in LogRecord log, ReadOnlySpan<byte> body, ResourceRow resource, ScopeRow scope)
    {
        RecordMarks marks = _attributes.Marks;
        StoredText texts = Scratch.Texts;
        body = CrashBody.IsCrash(log.EventName, body, _attributes.Pairs, _block.LogAttributes) ? CrashBody.Of(_attributes.Pairs, _block.LogAttributes) : body;
        body = texts.Of(body, IngestLimits.MaxBodyBytes, "body"u8, marks);
        _block.Body.Append(body);
        _block.Timestamp.Append(Time(log, marks));
        HexIds.Append(_block.TraceId, HexIds.Optional(log.TraceId, HexIds.TraceIdBytes, "trace_id"u8, marks));
        HexIds.Append(_block.SpanId, HexIds.Optional(log.SpanId, HexIds.SpanIdBytes, "span_id"u8, marks));
        _block.TraceFlags.Append((byte)log.Flags);
        _block.SeverityText.Append(texts.NumberIn(_block.SeverityText, log.SeverityText, "severity_text"u8, marks));
        _block.SeverityNumber.Append(SeverityNumber(log, marks));
        _block.EventName.Append(texts.NumberIn(_block.EventName, log.EventName, "event_name"u8, marks));
        marks.AddCount(Mark.DroppedAttributes, log.Dropped);
        _attributes.End();
        _block.LogAttributes.Append(_attributes.Pairs);
        AppendShared(resource, scope);
        _block.EndRow(FixedBytesPerRow + body.Length + _attributes.Pairs.ByteCount + resource.Attributes.ByteCount + scope.Attributes.ByteCount);
    }

    private void AppendShared(ResourceRow resource, ScopeRow scope)
    {
        _block.ProjectId.Append(Project.Value);
        _block.Release.Append(resource.Release);
        _block.Environment.Append(resource.Environment);
        _block.ServiceName.Append(resource.ServiceName);
        _block.ResourceSchemaUrl.Append(resource.SchemaUrl);
        _block.ResourceAttributes.Append(resource.Attributes);
        _block.ScopeSchemaUrl.Append(scope.SchemaUrl);
        _block.ScopeName.Append(scope.Name);
        _block.ScopeVersion.Append(scope.Version);
        _block.ScopeAttributes.Append(scope.Attributes);
        _block.RetentionDays.Append(Window.RetentionDays);
    }

    private long Time(in LogRecord log, RecordMarks marks) => (log.Time, log.ObservedTime) switch
    {
        (0, 0) => Window.ReceivedAt,
        (0, _) => Window.Fit(log.ObservedTime, marks),
        _ => Window.Fit(log.Time, marks),
    };

    private static byte SeverityNumber(in LogRecord log, RecordMarks marks)
    {
        if (log.SeverityNumber is >= 0 and <= MaxSeverityNumber)
        {
            return (byte)log.SeverityNumber;
        }

        marks.AddNumber(Mark.OriginalSeverityNumber, (uint)log.SeverityNumber);
        return 0;
    }

    private ref struct LogRecord
    {
        public ulong Time;
        public ulong ObservedTime;
        public int SeverityNumber;
        public uint Flags;
        public uint Dropped;
        public ReadOnlySpan<byte> SeverityText;
        public ReadOnlySpan<byte> EventName;
        public ReadOnlySpan<byte> TraceId;
        public ReadOnlySpan<byte> SpanId;
        public MergedMessage Body;
    }
}
