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
        SessionsRead read = SessionPayload.Read(frame);
        foreach (SessionRow row in read.Rows)
        {
            row.AppendTo(await blocks.WithRoomAsync(), frame.Project, (ushort)Math.Clamp((int)frame.RetentionDays, 1, MaxRetentionDays));
        }

        Book(frame, read, tally);
    }

    /// <summary>Counts every item once; the bytes, which nobody can part, go with the first line.</summary>
    private static void Book(IntakeFrame frame, SessionsRead read, LedgerTally tally)
    {
        int missing = Math.Max(0, frame.ItemCount - read.Rows.Count - read.Drops.Count);
        long bytes = frame.Payload.Length;
        List<(DropReason? Reason, int Items)> lines = [(null, read.Rows.Count), (DropReason.Malformed, missing), .. read.Drops.CountBy(reason => reason).Select(same => ((DropReason?)same.Key, same.Value))];
        foreach ((DropReason? reason, int items) in lines.Where(line => line.Items > 0))
        {
            tally.Add(frame, reason, items, bytes);
            bytes = 0;
        }
    }
}
