using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>A <c>LogRecord</c> of the lanes of crashes and sessions, where every record is looked at whole: attributes as texts, the body one level deep.</summary>
internal ref struct OtlpLogRecord
{
    private const int Depth = 3;
    private const uint TimeField = (1 << 3) | WireTag.Fixed64;
    private const uint SeverityNumberField = (2 << 3) | WireTag.Varint;
    private const uint BodyField = (5 << 3) | WireTag.Bytes;
    private const uint AttributesField = (6 << 3) | WireTag.Bytes;
    private const uint TraceIdField = (9 << 3) | WireTag.Bytes;
    private const uint SpanIdField = (10 << 3) | WireTag.Bytes;
    private const uint ObservedTimeField = (11 << 3) | WireTag.Fixed64;
    private const uint EventNameField = (12 << 3) | WireTag.Bytes;

    /// <summary>Its own.</summary>
    public OtlpAttributes Attributes { get; private set; }

    /// <summary>When it happened, else when it was observed; 0: not said.</summary>
    public ulong TimeUnixNanoseconds { get; private set; }

    /// <summary>0: not said.</summary>
    public int SeverityNumber { get; private set; }

    /// <summary>Bytes; empty when absent.</summary>
    public ReadOnlySpan<byte> TraceId { get; private set; }

    /// <inheritdoc cref="TraceId"/>
    public ReadOnlySpan<byte> SpanId { get; private set; }

    /// <summary>Empty when absent.</summary>
    public ReadOnlySpan<byte> EventName { get; private set; }

    /// <summary>The body.</summary>
    public AnyValue Body { get; private set; }

    /// <summary>What is wrong with it, if anything.</summary>
    public DropReason? Fault { get; private set; }

    /// <summary>Reads it.</summary>
    public static OtlpLogRecord Read(ReadOnlySpan<byte> message)
    {
        OtlpLogRecord record = default;
        record.Attributes = new OtlpAttributes();
        ulong observedTime = 0;
        MergedMessage body = default;
        WireReader reader = new(message, Depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case TimeField:
                    record.TimeUnixNanoseconds = reader.ReadFixed64();
                    break;
                case ObservedTimeField:
                    observedTime = reader.ReadFixed64();
                    break;
                case SeverityNumberField:
                    record.SeverityNumber = (int)reader.ReadVarint();
                    break;
                case BodyField:
                    body.Add(reader.ReadBytes());
                    break;
                case AttributesField:
                    record.Attributes.Add(reader.ReadBytes(), Depth + 1);
                    break;
                case TraceIdField:
                    record.TraceId = reader.ReadBytes();
                    break;
                case SpanIdField:
                    record.SpanId = reader.ReadBytes();
                    break;
                case EventNameField:
                    record.EventName = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        record.TimeUnixNanoseconds = record.TimeUnixNanoseconds == 0 ? observedTime : record.TimeUnixNanoseconds;
        record.Fault = reader.Fault;
        record.Body = AnyValue.Read(body.Bytes, Depth + 1);
        return record;
    }
}
