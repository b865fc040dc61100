using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Attachments;

namespace Telemetry.Ingest.Worker.Attachments;

/// <summary>Stores attachments: the rows under the batch's token, then what became of each in the ledger (docs/adr/0040). In a lane of its own: a dump of a mebibyte never stands in front of a crash.</summary>
internal sealed class AttachmentBatchHandler(AttachmentWriter writer, LedgerBooking ledger) : IBatchHandler
{
    /// <inheritdoc />
    public Lane Lane => Lane.Attachments;

    /// <summary>Small in bytes: a block holds a copy of what the batch holds. It is cut by nothing else, so a batch is one block under one token.</summary>
    public BatchLimits Limits { get; } = new(MaxItems: 200, MaxBytes: 8 * 1024 * 1024, MaxAge: TimeSpan.FromMilliseconds(250));

    /// <inheritdoc />
    public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        List<PoisonMessage> poison = [];
        List<IntakeFrame> frames = [];
        LedgerTally tally = new();
        // Not one of the writer's: they are kept, and this one may be large while attachments are rare.
        var block = new AttachmentBlock();
        foreach (QueueMessage message in batch.Messages)
        {
            if (FrameReader.Read(message, Signal.Attachments, frames) is { } reason)
            {
                poison.Add(new PoisonMessage(message, reason));
                continue;
            }

            frames.ForEach(frame => Append(frame, block, tally));
        }

        await writer.WriteAsync(block, $"{batch.Id:N}", cancellationToken);
        await ledger.BookAsync(batch.Id, tally, cancellationToken);
        return poison;
    }

    private static void Append(IntakeFrame frame, AttachmentBlock block, LedgerTally tally)
    {
        AttachmentRow? row = AttachmentRow.Read(frame.Payload);
        row?.AppendTo(block, frame);
        tally.Add(frame, row is null ? DropReason.Malformed : null, frame.ItemCount, frame.Payload.Length);
    }
}
