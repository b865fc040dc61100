using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Books crashes as not supported: this version takes them and has no place for them yet.</summary>
internal sealed class CrashBatchHandler(LedgerBooking ledger) : IBatchHandler
{
    /// <inheritdoc />
    public Lane Lane => Lane.Crashes;

    /// <inheritdoc />
    public BatchLimits Limits { get; } = new(MaxItems: 5_000, MaxBytes: 24 * 1024 * 1024, MaxAge: TimeSpan.FromMilliseconds(250));

    /// <inheritdoc />
    public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        List<PoisonMessage> poison = [];
        List<IntakeFrame> frames = [];
        LedgerTally tally = new();
        foreach (QueueMessage message in batch.Messages)
        {
            if (FrameReader.Read(message, Signal.Crashes, frames) is { } reason)
            {
                poison.Add(new PoisonMessage(message, reason));
                continue;
            }

            frames.ForEach(frame => tally.Add(frame, DropReason.NotSupported, frame.ItemCount, frame.Payload.Length));
        }

        await ledger.BookAsync(batch.Id, tally, cancellationToken);
        return poison;
    }
}
