using Telemetry.Ingest.Worker.Attributes;
using Telemetry.Ingest.Worker.Crashes.Otlp;
using Telemetry.Ingest.Worker.Protobuf;
using Telemetry.Messaging;
using Telemetry.Model;
using TimeWindow = Telemetry.Ingest.Worker.Records.TimeWindow;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>An <c>ExportLogsServiceRequest</c> of the session lane: every record is one session, or one drop.</summary>
internal static class OtlpSessionReader
{
    /// <summary>Bytes of a document. Ours have some 600.</summary>
    public const int MaxDocumentBytes = 64 * 1024;

    /// <summary>Reads all sessions of a frame.</summary>
    public static SessionsRead Read(in IntakeFrame frame)
    {
        ReadOnlySpan<byte> payload = frame.Payload.Span[1..];
        var window = new TimeWindow(frame);
        List<SessionRow> rows = [];
        List<DropReason> drops = [];
        OtlpOrigin origin = new(frame.Project, DateTimeOffset.UnixEpoch.AddTicks(window.ReceivedAt / TimeSpan.NanosecondsPerTick));
        RequestCursor cursor = new();
        cursor.Start(payload);
        while (cursor.MoveNext(payload))
        {
            origin.MoveTo(cursor, payload);
            if (ReadRecord(payload[cursor.Record], origin.Resource, window, out SessionRow? row) is { } reason)
            {
                drops.Add(reason);
            }
            else if (row is not null)
            {
                rows.Add(row);
            }
        }

        return new SessionsRead(rows, drops);
    }

    private static DropReason? ReadRecord(ReadOnlySpan<byte> message, OtlpAttributes resource, TimeWindow window, out SessionRow? row)
    {
        OtlpLogRecord log = OtlpLogRecord.Read(message);
        row = null;
        if ((log.Fault ?? log.Body.Fault) is { } fault)
        {
            return fault;
        }

        if (log.Body.Bytes.Length > MaxDocumentBytes)
        {
            return DropReason.TooLarge;
        }

        bool isText = log.Body.Kind is AnyValueKind.Text or AnyValueKind.Bytes;
        row = isText ? SessionDocumentReader.Read(log.Body.Bytes.ToArray(), new SessionSource(resource, log.Attributes, log.TimeUnixNanoseconds, window)) : null;
        return row is null ? DropReason.Malformed : null;
    }
}
