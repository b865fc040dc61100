using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Drops;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Own;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>Publishes the sessions of an OTLP request to their lane, and what its client says it dropped to the ledger's.</summary>
internal sealed class SessionIntake(TelemetryPublisher publisher, DropSums drops, GatewayMeters meters, TimeProvider time)
{
    // The ledger's own rows are kept as the table says; a frame has to carry some number.
    private const ushort LedgerRetentionDays = 1;
    private const string Tag = "sessions";

    /// <summary>
    /// Returns null when the sessions are on disk, or there are none; else why the request is refused. What is refused is counted.
    /// Before everything else of the request: when that fails and the client sends again, a session replaces itself.
    /// </summary>
    public async ValueTask<IntakeAnswer?> PublishAsync(IngestKeyGrant grant, OtlpParts parts)
    {
        if (parts.Sessions == 0)
        {
            return null;
        }

        var frame = new IntakeFrame(grant.Project, grant.Key, Signal.Sessions, Retention.OfCrashes(grant), UnixTime.Nanoseconds(time), parts.Sessions, parts.SessionPayload);
        if (OtlpReceiver.NotTaken(await publisher.PublishAsync(Lane.Sessions, frame, default)) is { } notTaken)
        {
            Drop(grant, parts, notTaken);
            return notTaken;
        }

        meters.CountItems(Tag, AnswerRow.Of(AnswerKind.Accepted).Outcome, parts.Sessions, parts.SessionPayload.Length);
        return null;
    }

    /// <summary>Counts sessions of a request that is refused.</summary>
    public void Drop(IngestKeyGrant grant, OtlpParts parts, IntakeAnswer answer)
    {
        AnswerRow row = AnswerRow.Of(answer.Kind);
        if (parts.Sessions > 0 && row.Drop is { } reason)
        {
            drops.Add(new DropKey(grant.Project, grant.Key, Signal.Sessions, reason), new DropSum(parts.Sessions, parts.SessionPayload.Length));
            meters.CountItems(Tag, row.Outcome, parts.Sessions, parts.SessionPayload.Length);
        }
    }

    /// <summary>
    /// Books what the client dropped. Behind everything else of the request, as it would count twice when that failed and the client sent again; so what the queue does not take is kept for later, and never a
    /// reason to refuse.
    /// </summary>
    public async ValueTask BookAsync(IngestKeyGrant grant, IReadOnlyList<LossItem> losses)
    {
        foreach (IGrouping<(Signal Signal, DropReason Reason), LossItem> same in losses.GroupBy(loss => (loss.Signal, loss.Reason)))
        {
            var line = new DropKey(grant.Project, grant.Key, same.Key.Signal, same.Key.Reason);
            var sum = new DropSum(same.Sum(loss => loss.Count), 0);
            meters.CountItems(line.Signal.ToText(), line.Reason.ToText(), sum.Items, sum.Bytes);
            if ((await publisher.PublishAsync(Lane.Ledger, DropFrame.Create(line, sum, LedgerRetentionDays, UnixTime.Nanoseconds(time)), default)).Status != PublishStatus.Stored)
            {
                drops.Add(line, sum);
            }
        }
    }
}
