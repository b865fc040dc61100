using System.Buffers.Binary;
using Telemetry.Storage.Crashes;

namespace Telemetry.Ingest.Worker.Crashes;

/// <summary>Writes the crashes of a batch, and the lists of distributions that are new. Safe to repeat for the same batch with the same crashes.</summary>
internal sealed class CrashRows(CrashWriter crashes, SeenDistributions distributions)
{
    /// <summary>Names a batch in the rows.</summary>
    public static ulong NameOf(Guid batchId) => BinaryPrimitives.ReadUInt64LittleEndian(batchId.ToByteArray().AsSpan(sizeof(ulong)));

    /// <summary>Writes them.</summary>
    public async Task WriteAsync(Guid batchId, IReadOnlyList<BatchedCrash> batch, CancellationToken cancellationToken)
    {
        await distributions.WriteAsync(batch, cancellationToken);
        foreach (IGrouping<int, BatchedCrash> block in batch.GroupBy(crash => crash.Block))
        {
            await WriteAsync(batchId, block.Key, block, cancellationToken);
        }
    }

    // Whatever is left out at a second attempt, because somebody discarded its issue meanwhile, the rest is in the block it was in, and so under its token.
    private async Task WriteAsync(Guid batchId, int number, IEnumerable<BatchedCrash> batch, CancellationToken cancellationToken)
    {
        CrashBlock block = crashes.Rent();
        try
        {
            foreach (BatchedCrash crash in batch)
            {
                CrashRow.Append(block, crash, NameOf(batchId));
            }

            await crashes.WriteAsync(block, $"{batchId:N}-{number}", cancellationToken);
        }
        finally
        {
            crashes.Return(block);
        }
    }
}
