using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Batches;

/// <summary>
/// Stores the batches of a lane of records: decodes every message into blocks, inserts them, then books in the ledger what became of every
/// item. All of it goes in under tokens made of the batch's id, the ledger last; so a batch that is repeated, wherever the first attempt
/// ended, adds only what is missing (docs/adr/0040).
/// </summary>
internal abstract partial class RecordBatchHandler<TBlock>(
    BlockWriter<TBlock> records, LedgerBooking ledger, WorkerMetrics metrics, ILogger logger) : IBatchHandler
    where TBlock : NativeBlock, new()
{
    /// <inheritdoc />
    public abstract Lane Lane { get; }

    /// <summary>
    /// Half of what ClickHouse likes best: an insert of 100,000 rows costs it no less per row (4.0 to 5.3 CPU-s per million either way, measured
    /// 2026-11-24), and two of these in hand need half the memory.
    /// </summary>
    public BatchLimits Limits { get; } = new(MaxItems: 50_000, MaxBytes: 24 * 1024 * 1024, MaxAge: TimeSpan.FromSeconds(1));

    /// <summary>What the lane's frames hold.</summary>
    protected abstract Signal Signal { get; }

    /// <inheritdoc />
    public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        List<PoisonMessage> poison = [];
        while (true)
        {
            try
            {
                await StoreAsync(batch, poison, cancellationToken);
                return poison;
            }
            catch (DecoderFailedException failure)
            {
                LogUndecodable(failure.InnerException, failure.Undecodable.Id);
                poison.Add(new PoisonMessage(failure.Undecodable, failure.Message));
            }
        }
    }

    /// <summary>A decoder that fills that block.</summary>
    protected abstract RecordDecoder CreateDecoder(TBlock block);

    private async Task StoreAsync(DeliveredBatch batch, List<PoisonMessage> poison, CancellationToken cancellationToken)
    {
        await using BlockSequence<TBlock> blocks = new(batch.Id, records, CreateDecoder, cancellationToken);
        BatchAttempt<TBlock> attempt = new(batch, Signal, blocks, poison);
        long started = Stopwatch.GetTimestamp();
        await attempt.DecodeAsync();
        TimeSpan decoding = Stopwatch.GetElapsedTime(started);
        await blocks.CompleteAsync();
        metrics.CountStages(Signal, decoding, Stopwatch.GetElapsedTime(started) - decoding);
        await ledger.BookAsync(batch.Id, attempt.Tally, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} cannot be decoded; it goes to the dead letters.")]
    private partial void LogUndecodable(Exception? exception, Guid messageId);
}
