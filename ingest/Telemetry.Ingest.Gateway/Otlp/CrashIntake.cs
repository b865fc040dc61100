using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Drops;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>
/// Publishes the crashes of an OTLP request to their own lane, before the request itself: when that fails and the client sends again, a crash is
/// recognised by its id, whereas logs have none (docs/adr/0110).
/// </summary>
internal sealed class CrashIntake(TelemetryPublisher publisher, DropSums drops, GatewayMeters meters, IntakeBudget budget, TimeProvider time)
{
    // What a writer asks for at once although it may not need it.
    private const int SlackBytes = 64;
    private const string Tag = "crashes";

    /// <summary>Returns null when the crashes are on disk, or there are none; else why the request is refused. What is refused is counted.</summary>
    public ValueTask<IntakeAnswer?> PublishAsync(IngestKeyGrant grant, OtlpParts parts) =>
        CrashCopier.MayHoldCrash(parts.Records.Span, parts.Signal.Signal, parts.Found) ? CopyAsync(grant, parts.Signal.Signal, parts.Records) : default;

    private async ValueTask<IntakeAnswer?> CopyAsync(IngestKeyGrant grant, Signal signal, ReadOnlyMemory<byte> request)
    {
        using var payload = new IntakeBuffer(budget, request.Length + SlackBytes);
        int crashes;
        try
        {
            crashes = Copy(request.Span, signal, payload);
        }
        catch (BufferRoomException full)
        {
            return IntakeLimits.Refuse(full.Room);
        }

        return crashes == 0 ? null : await PublishAsync(grant, crashes, payload.Written);
    }

    private static int Copy(ReadOnlySpan<byte> request, Signal signal, IntakeBuffer payload)
    {
        if (payload.Reserve(SlackBytes) is var room and not BufferRoom.Enough)
        {
            throw new BufferRoomException(room);
        }

        payload.Free[0] = (byte)CrashCopier.EncodingOf(signal);
        payload.Advance(1);
        return CrashCopier.Copy(request, signal, payload);
    }

    private async ValueTask<IntakeAnswer?> PublishAsync(IngestKeyGrant grant, int crashes, ReadOnlyMemory<byte> payload)
    {
        var frame = new IntakeFrame(grant.Project, grant.Key, Signal.Crashes, Retention.OfCrashes(grant), UnixTime.Nanoseconds(time), crashes, payload);
        IntakeAnswer? notTaken = OtlpReceiver.NotTaken(await publisher.PublishAsync(Lane.Crashes, frame, default));
        if (notTaken is not null)
        {
            drops.Add(new DropKey(grant.Project, grant.Key, Signal.Crashes, DropReason.QueueUnavailable), new DropSum(crashes, payload.Length));
        }

        meters.CountItems(Tag, AnswerRow.Of(notTaken?.Kind ?? AnswerKind.Accepted).Outcome, crashes, payload.Length);
        return notTaken;
    }
}
