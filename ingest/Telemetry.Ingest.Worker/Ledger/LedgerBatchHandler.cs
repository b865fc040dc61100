using Telemetry.Ingest.Worker.Batches;
using Telemetry.Messaging;

namespace Telemetry.Ingest.Worker.Ledger;

/// <summary>Books what the gateway dropped.</summary>
internal sealed class LedgerBatchHandler(LedgerBooking ledger) : IBatchHandler
{
    /// <inheritdoc />
    public Lane Lane => Lane.Ledger;

    /// <summary>By age: a drop is a few bytes, and someone may look at the ledger while it happens.</summary>
    public BatchLimits Limits { get; } = new(MaxItems: int.MaxValue, MaxBytes: 1024 * 1024, MaxAge: TimeSpan.FromSeconds(1));

    /// <inheritdoc />
    public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        List<PoisonMessage> poison = [];
        List<IntakeFrame> frames = [];
        LedgerTally tally = new();
        foreach (QueueMessage message in batch.Messages)
        {
            if ((FrameReader.Read(message, null, frames) ?? Tally(frames, tally)) is { } reason)
            {
                poison.Add(new PoisonMessage(message, reason));
            }
        }

        await ledger.BookAsync(batch.Id, tally, cancellationToken);
        return poison;
    }

    /// <summary>All frames of a message, or none.</summary>
    private static string? Tally(List<IntakeFrame> frames, LedgerTally tally)
    {
        if (frames.Exists(static frame => !DroppedItems.TryRead(frame, out _)))
        {
            return "A frame of the ledger's lane does not hold a drop reason and a count of bytes.";
        }

        foreach (IntakeFrame frame in frames)
        {
            DroppedItems.TryRead(frame, out DroppedItems dropped);
            tally.Add(frame, dropped.Reason, frame.ItemCount, dropped.Bytes);
        }

        return null;
    }
}
