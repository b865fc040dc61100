using Telemetry.Ingest.Worker.Crashes.Feedback;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Model.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>A message of a batch whose crashes are read and not grouped yet.</summary>
/// <param name="Message">The message.</param>
/// <param name="Frames">What it holds.</param>
internal sealed record ReadMessage(QueueMessage Message, IReadOnlyList<ReadFrame> Frames);

/// <summary>A frame of it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Reports">Its crashes, complete and without secrets.</param>
/// <param name="Drops">One reason for each record that could not be read.</param>
/// <param name="Feedback">What people wrote.</param>
internal sealed record ReadFrame(IntakeFrame Frame, IReadOnlyList<CrashReport> Reports, IReadOnlyList<DropReason> Drops, IReadOnlyList<FeedbackRow> Feedback)
{
    /// <summary>Reads a frame.</summary>
    public static ReadFrame Read(IntakeFrame frame)
    {
        DateTimeOffset receivedAt = DateTimeOffset.UnixEpoch.AddTicks(frame.ReceivedAtUnixNanoseconds / TimeSpan.NanosecondsPerTick);
        CrashesRead read = CrashPayload.Read(frame.Payload, frame.Project, receivedAt);
        ushort retentionDays = new Records.TimeWindow(frame).RetentionDays;
        return new ReadFrame(frame, [.. read.Reports.Select(report => CrashPipeline.Complete(CrashClock.Fit(report, retentionDays)))], read.Drops, read.Feedback);
    }
}
