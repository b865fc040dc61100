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
        CrashBlock block = crashes.Rent();
        try
        {
            int sent = 0;
            foreach (BatchedCrash crash in batch)
            {
                CrashRow.Append(block, crash, NameOf(batchId));
                if (block.IsFull)
                {
                    await crashes.WriteAsync(block, $"{batchId:N}-{++sent}", cancellationToken);
                    block.Reset();
                }
            }

            await crashes.WriteAsync(block, $"{batchId:N}", cancellationToken);
        }
        finally
        {
            crashes.Return(block);
        }
    }
}
