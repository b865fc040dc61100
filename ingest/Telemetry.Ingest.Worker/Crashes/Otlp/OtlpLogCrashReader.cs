using System.Text;
using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Otlp;

/// <summary>
/// An <c>ExportLogsServiceRequest</c> of the crash lane: records of the native format (event name <c>telemetry.crash</c>, docs/crash-format.md)
/// and records with <c>exception.*</c> attributes. The gateway sends nothing else this way: every record is one report or one drop.
/// </summary>
internal static class OtlpLogCrashReader
{
    /// <summary>The event name of a record in the native format.</summary>
    public const string EventName = "telemetry.crash";

    private const int Depth = 3;
    private const uint TimeField = (1 << 3) | WireTag.Fixed64;
    private const uint SeverityNumberField = (2 << 3) | WireTag.Varint;
    private const uint BodyField = (5 << 3) | WireTag.Bytes;
    private const uint AttributesField = (6 << 3) | WireTag.Bytes;
    private const uint TraceIdField = (9 << 3) | WireTag.Bytes;
    private const uint SpanIdField = (10 << 3) | WireTag.Bytes;
    private const uint ObservedTimeField = (11 << 3) | WireTag.Fixed64;
    private const uint EventNameField = (12 << 3) | WireTag.Bytes;

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
            if (ReadRecord(payload[cursor.Record], origin, out CrashReport? report) is { } fault)
            {
                drops.Add(fault);
            }
            else if (report is not null)
            {
                reports.Add(report);
            }
        }

        return new CrashesRead(reports, drops);
    }

    private static DropReason? ReadRecord(ReadOnlySpan<byte> message, OtlpOrigin origin, out CrashReport? report)
    {
        report = null;
        OtlpAttributes attributes = new();
        ulong time = 0;
        ulong observedTime = 0;
        int severityNumber = 0;
        ReadOnlySpan<byte> traceId = default;
        ReadOnlySpan<byte> spanId = default;
        ReadOnlySpan<byte> eventName = default;
        MergedMessage body = default;
        WireReader reader = new(message, Depth);
        while (reader.NextField())
        {
            switch (reader.Tag)
            {
                case TimeField:
                    time = reader.ReadFixed64();
                    break;
                case ObservedTimeField:
                    observedTime = reader.ReadFixed64();
                    break;
                case SeverityNumberField:
                    severityNumber = (int)reader.ReadVarint();
                    break;
                case BodyField:
                    body.Add(reader.ReadBytes());
                    break;
                case AttributesField:
                    attributes.Add(reader.ReadBytes(), Depth + 1);
                    break;
                case TraceIdField:
                    traceId = reader.ReadBytes();
                    break;
                case SpanIdField:
                    spanId = reader.ReadBytes();
                    break;
                case EventNameField:
                    eventName = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (reader.Fault is { } fault)
        {
            return fault;
        }

        OtlpRecord record = new(origin.IdOf(message), attributes, time == 0 ? observedTime : time, severityNumber, traceId.ToArray(), spanId.ToArray());
        return Interpret(record, Encoding.UTF8.GetString(eventName), body.Bytes, origin, out report);
    }

    private static DropReason? Interpret(OtlpRecord record, string eventName, ReadOnlySpan<byte> body, OtlpOrigin origin, out CrashReport? report)
    {
        report = null;
        AnyValue value = AnyValue.Read(body, Depth + 1);
        if (eventName == EventName || record.Attributes.Find("event.name") == EventName)
        {
            report = value.Kind is AnyValueKind.Text or AnyValueKind.Bytes ? ReadDocument(value.Bytes.ToArray(), record, origin) : null;
            return report is null ? DropReason.Malformed : null;
        }

        if (!record.HasException)
        {
            return DropReason.Malformed;
        }

        string? text = value.Kind == AnyValueKind.Text ? Encoding.UTF8.GetString(value.Bytes) : null;
        report = OtlpExceptionReader.Read(record with { Body = text }, origin);
        return null;
    }

    /// <summary>The document counts; the record and the resource say what it leaves out.</summary>
    private static CrashReport? ReadDocument(byte[] document, OtlpRecord record, OtlpOrigin origin)
    {
        CrashReceipt receipt = new(record.Id, OtlpFacts.TimeOf(record) ?? origin.ReceivedAt);
        if (CrashDocumentReader.Read(document, receipt) is not { } report)
        {
            return null;
        }

        CrashProblems problems = new();
        report = OtlpFacts.Complete(report with { ReceivedAt = origin.ReceivedAt }, record, origin, problems);
        return report with { Problems = [.. report.Problems, .. problems.ToList()] };
    }
}
