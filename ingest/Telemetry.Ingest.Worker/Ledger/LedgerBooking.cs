using Telemetry.Storage.Ledger;

namespace Telemetry.Ingest.Worker.Ledger;

/// <summary>Books what became of a batch: in the ledger, and in the metrics.</summary>
internal sealed class LedgerBooking(LedgerWriter writer, WorkerMetrics metrics)
{
    /// <summary>Stores the counts. Safe to repeat for the same batch with the same counts; to be called when everything else of the batch is stored.</summary>
    public async Task BookAsync(Guid batchId, LedgerTally tally, CancellationToken cancellationToken)
    {
        LedgerBlock block = writer.Rent();
        try
        {
            tally.AppendTo(block);
            await writer.WriteAsync(block, $"{batchId:N}-ledger", cancellationToken);
        }
        finally
        {
            writer.Return(block);
        }

        metrics.CountItems(tally);
    }
}
