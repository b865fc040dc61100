using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Sessions;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>Stores sessions: the rows under the batch's token, then what became of each in the ledger (docs/adr/0040).</summary>
internal sealed class SessionBatchHandler(SessionWriter writer, LedgerBooking ledger) : IBatchHandler
{
    private const int MaxRetentionDays = 3650;

    /// <inheritdoc />
    public Lane Lane => Lane.Sessions;

    /// <inheritdoc />
    public BatchLimits Limits { get; } = new(MaxItems: 50_000, MaxBytes: 24 * 1024 * 1024, MaxAge: TimeSpan.FromSeconds(1));

    /// <inheritdoc />
    public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        List<PoisonMessage> poison = [];
        List<IntakeFrame> frames = [];
        LedgerTally tally = new();
        await using SessionBlocks blocks = new(batch.Id, writer, cancellationToken);
        foreach (QueueMessage message in batch.Messages)
        {
            if (FrameReader.Read(message, Signal.Sessions, frames) is { } reason)
            {
                poison.Add(new PoisonMessage(message, reason));
                continue;
            }

            foreach (IntakeFrame frame in frames)
            {
                await StoreAsync(frame, blocks, tally);
            }
        }

        await blocks.CompleteAsync();
        await ledger.BookAsync(batch.Id, tally, cancellationToken);
        return poison;
    }

    private static async Task StoreAsync(IntakeFrame frame, SessionBlocks blocks, LedgerTally tally)
    {
        IReadOnlyList<SessionRow> rows = new SessionReader().Read(frame);
        foreach (SessionRow row in rows)
        {
            row.AppendTo(await blocks.WithRoomAsync(), frame.Project, (ushort)Math.Clamp((int)frame.RetentionDays, 1, MaxRetentionDays));
        }

        int malformed = Math.Max(0, frame.ItemCount - rows.Count);
        tally.Add(frame, null, rows.Count, rows.Count > 0 ? frame.Payload.Length : 0);
        tally.Add(frame, DropReason.Malformed, malformed, rows.Count > 0 ? 0 : frame.Payload.Length);
    }
}
