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
        OtlpLogRecord log = OtlpLogRecord.Read(message);
        if (log.Fault is { } fault)
        {
            return fault;
        }

        OtlpRecord record = new(origin.IdOf(message), log.Attributes, log.TimeUnixNanoseconds, log.SeverityNumber, log.TraceId.ToArray(), log.SpanId.ToArray());
        return Interpret(record, log.EventName, log.Body, origin, out report);
    }

    private static DropReason? Interpret(OtlpRecord record, ReadOnlySpan<byte> eventName, AnyValue value, OtlpOrigin origin, out CrashReport? report)
    {
        report = null;
        if (eventName.SequenceEqual("telemetry.crash"u8) || record.Attributes.Find("event.name") == EventName)
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
