using System.Collections.Concurrent;

namespace Telemetry.Storage.Native;

/// <summary>Writes blocks of one table, and keeps a few of them for use again: filling a warm block allocates nothing. Thread-safe.</summary>
public abstract class BlockWriter<TBlock>(NativeInsertClient client)
    where TBlock : NativeBlock, new()
{
    // One for each batch that a lane has in hand, and one that a batch which is cut fills meanwhile: what is not kept is grown anew at every batch.
    private const int MaxKept = 3;

    private readonly ConcurrentBag<TBlock> _kept = [];

    /// <summary>An empty block; give it back by <see cref="Return"/>.</summary>
    public TBlock Rent() => _kept.TryTake(out TBlock? block) ? block : new TBlock();

    /// <summary>Takes a block back. The caller must not touch it again.</summary>
    public void Return(TBlock block)
    {
        if (_kept.Count < MaxKept)
        {
            block.Reset();
            _kept.Add(block);
        }
    }

    /// <summary>Stores a block. Returns only when ClickHouse has it; safe to repeat under the same token. A block without rows is nothing to do.</summary>
    /// <exception cref="InsertFailedException">Refused, or no answer: acknowledge nothing.</exception>
    public Task WriteAsync(TBlock block, string deduplicationToken, CancellationToken cancellationToken) =>
        block.Rows == 0 ? Task.CompletedTask : client.InsertAsync(block, deduplicationToken, cancellationToken);
}
