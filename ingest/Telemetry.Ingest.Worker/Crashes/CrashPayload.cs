using Telemetry.Ingest.Worker.Crashes.Otlp;
using Telemetry.Ingest.Worker.Crashes.Sentry;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>The payload of a frame of the crash lane → reports (ADR 0110): one byte <see cref="CrashEncoding"/>, then what it says.</summary>
internal static class CrashPayload
{
    /// <summary>Reads it. For an encoding nobody knows there is one drop.</summary>
    public static CrashesRead Read(ReadOnlyMemory<byte> payload, ProjectId project, DateTimeOffset receivedAt)
    {
        if (payload.IsEmpty)
        {
            return new CrashesRead([], [DropReason.Malformed]);
        }

        ReadOnlyMemory<byte> content = payload[1..];
        return (CrashEncoding)payload.Span[0] switch
        {
            CrashEncoding.OtlpLogs => OtlpLogCrashReader.Read(content.Span, project, receivedAt),
            CrashEncoding.OtlpSpans => OtlpSpanCrashReader.Read(content.Span, project, receivedAt),
            CrashEncoding.SentryEvent => ReadSentry(content, project, receivedAt),
            CrashEncoding.SentryFeedback => ReadFeedback(content, project, receivedAt),
            _ => new CrashesRead([], [DropReason.Malformed]),
        };
    }

    private static CrashesRead ReadFeedback(ReadOnlyMemory<byte> content, ProjectId project, DateTimeOffset receivedAt)
    {
        CrashReceipt receipt = new(new OtlpOrigin(project, receivedAt).IdOf(content.Span), receivedAt);
        return SentryFeedbackReader.Read(content, receipt) is { } feedback
            ? new CrashesRead([], []) { Feedback = [feedback] }
            : new CrashesRead([], [DropReason.Malformed]);
    }

    private static CrashesRead ReadSentry(ReadOnlyMemory<byte> content, ProjectId project, DateTimeOffset receivedAt)
    {
        CrashReceipt receipt = new(new OtlpOrigin(project, receivedAt).IdOf(content.Span), receivedAt);
        return SentryEventReader.Read(content, receipt) is { } report
            ? new CrashesRead([report], [])
            : new CrashesRead([], [DropReason.Malformed]);
    }
}
