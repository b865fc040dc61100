using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Batches;

/// <summary>One attempt to decode a batch into blocks.</summary>
/// <param name="batch">The batch.</param>
/// <param name="signal">What its frames must hold.</param>
/// <param name="blocks">Where the rows go.</param>
/// <param name="poison">Messages known to be poison, which are passed over; those found now are added.</param>
internal sealed class BatchAttempt<TBlock>(DeliveredBatch batch, Signal signal, BlockSequence<TBlock> blocks, List<PoisonMessage> poison)
    where TBlock : NativeBlock, new()
{
    private readonly List<IntakeFrame> _frames = [];
    private readonly FrameRun _run = new();

    /// <summary>What became of every item of the messages that are no poison.</summary>
    public LedgerTally Tally { get; } = new();

    /// <summary>Decodes every message, and sends off the blocks that are full.</summary>
    /// <exception cref="DecoderFailedException">A block holds half of that message: start again without it.</exception>
    public async Task DecodeAsync()
    {
        foreach (QueueMessage message in batch.Messages)
        {
            if (poison.Exists(known => known.Message.Id == message.Id))
            {
                continue;
            }

            if (FrameReader.Read(message, signal, _frames) is { } reason)
            {
                poison.Add(new PoisonMessage(message, reason));
            }
            else
            {
                await DecodeAsync(message);
            }
        }
    }

    private async Task DecodeAsync(QueueMessage message)
    {
        int sentBefore = blocks.Sent;
        try
        {
            foreach (IntakeFrame frame in _frames)
            {
                await DecodeAsync(frame);
            }
        }
        catch (DecoderFailedException failure)
        {
            failure.Undecodable = message;
            if (blocks.Sent == sentBefore)
            {
                throw;
            }

            // Some of its rows are on their way, and the current block holds nothing but its rows: the best that can still be done.
            blocks.Discard();
            poison.Add(new PoisonMessage(message, $"{failure.Message} Some of its records are stored."));
        }
    }

    private async Task DecodeAsync(IntakeFrame frame)
    {
        _run.Begin(frame);
        while (!TryFinishFrame())
        {
            await blocks.SendAsync();
        }

        _run.Book(Tally);
    }

    private bool TryFinishFrame()
    {
        try
        {
            return _run.AppendTo(blocks.Current, blocks.Decoder);
        }
        catch (Exception exception)
        {
            throw new DecoderFailedException(exception);
        }
    }
}
