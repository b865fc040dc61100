using System.Text;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>An <c>ExportTraceServiceRequest</c> of the crash lane: the events named <c>exception</c> of its spans, one crash each.</summary>
internal static class OtlpSpanCrashReader
{
    private const int SpanDepth = 3;
    private const int EventDepth = 4;
    private const uint TraceIdField = (1 << 3) | WireTag.Bytes;
    private const uint SpanIdField = (2 << 3) | WireTag.Bytes;
    private const uint NameField = (5 << 3) | WireTag.Bytes;
    private const uint EventsField = (11 << 3) | WireTag.Bytes;
    private const uint EventTimeField = (1 << 3) | WireTag.Fixed64;
    private const uint EventNameField = (2 << 3) | WireTag.Bytes;
    private const uint EventAttributesField = (3 << 3) | WireTag.Bytes;

    /// <summary>Reads all crashes of a request.</summary>
    public static CrashesRead Read(ReadOnlySpan<byte> payload, ProjectId project, DateTimeOffset receivedAt)
    {
        List<CrashReport> reports = [];
        List<DropReason> drops = [];
        OtlpOrigin origin = new(project, receivedAt);
        RequestCursor cursor = new();
        cursor.Start(payload);
        while (cursor.MoveNext(payload))
        {
            origin.MoveTo(cursor, payload);
            if (ReadSpan(payload[cursor.Record], origin, reports, drops) is { } fault)
            {
                drops.Add(fault);
            }
        }

        return new CrashesRead(reports, drops);
    }

    /// <summary>The events may stand in front of the ids: what names the span is read first.</summary>
    private static DropReason? ReadSpan(ReadOnlySpan<byte> span, OtlpOrigin origin, List<CrashReport> reports, List<DropReason> drops)
    {
        byte[] traceId = [];
        byte[] spanId = [];
        string? name = null;
        WireReader reader = new(span, SpanDepth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case TraceIdField:
                    traceId = reader.ReadBytes().ToArray();
                    break;
                case SpanIdField:
                    spanId = reader.ReadBytes().ToArray();
                    break;
                case NameField:
                    name = Encoding.UTF8.GetString(reader.ReadBytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.Fault ?? ReadEvents(span, new OtlpRecord(default, new OtlpAttributes(), 0, 0, traceId, spanId) { SpanName = name }, origin, reports, drops);
    }

    private static DropReason? ReadEvents(ReadOnlySpan<byte> span, OtlpRecord around, OtlpOrigin origin, List<CrashReport> reports, List<DropReason> drops)
    {
        WireReader reader = new(span, SpanDepth);
        for (byte index = 0; reader.NextField();)
        {
            if (reader.Tag != EventsField)
            {
                reader.Skip();
                continue;
            }

            ReadOnlySpan<byte> message = reader.ReadBytes();
            DropReason? fault = ReadEvent(message, around, out OtlpRecord? record);
            if (fault is not null)
            {
                drops.Add(fault.Value);
            }
            else if (record is not null)
            {
                // The same exception recorded twice in one span is two events; only their places differ.
                CrashId id = origin.IdOf([.. around.TraceId, .. around.SpanId, index++, .. message]);
                reports.Add(OtlpExceptionReader.Read(record with { Id = id }, origin));
            }
        }

        return reader.Fault;
    }

    /// <summary>An event called <c>exception</c> is a crash even if it says nothing of it; any other gives nothing.</summary>
    private static DropReason? ReadEvent(ReadOnlySpan<byte> message, OtlpRecord around, out OtlpRecord? record)
    {
        OtlpAttributes attributes = new();
        bool isException = false;
        ulong time = 0;
        WireReader reader = new(message, EventDepth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case EventTimeField:
                    time = reader.ReadFixed64();
                    break;
                case EventNameField:
                    isException = reader.ReadBytes().SequenceEqual("exception"u8);
                    break;
                case EventAttributesField:
                    attributes.Add(reader.ReadBytes(), EventDepth + 1);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        record = isException ? around with { Attributes = attributes, TimeUnixNanoseconds = time } : null;
        return reader.Fault;
    }
}
