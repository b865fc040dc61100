using Telemetry.Ingest.Worker.Records;
using Telemetry.Storage.Native;

namespace Telemetry.Ingest.Worker.Batches;

/// <summary>
/// The blocks of one batch. Usually one; a batch with much in it is cut, always at the same record, and its blocks are inserted while the next
/// one is filled. Each has a token of its own, made of the batch's id and its number, so that a repeated batch stores nothing twice.
/// </summary>
internal sealed class BlockSequence<TBlock>(
    Guid batchId, BlockWriter<TBlock> writer, Func<TBlock, RecordDecoder> createDecoder, CancellationToken cancellationToken) : IAsyncDisposable
    where TBlock : NativeBlock, new()
{
    // Bounds memory; two already keep the engine busy while the next one is filled.
    private const int MaxRunning = 2;

    private readonly Queue<Task> _running = [];
    private TBlock? _block;

    /// <summary>Blocks that are on their way or stored.</summary>
    public int Sent { get; private set; }

    /// <summary>Fills <see cref="Current"/>.</summary>
    public RecordDecoder Decoder { get => field ?? throw new InvalidOperationException("Current comes first."); private set; } = null;

    /// <summary>The block to fill.</summary>
    public TBlock Current
    {
        get
        {
            if (_block is null)
            {
                _block = writer.Rent();
                Decoder = createDecoder(_block);
            }

            return _block;
        }
    }

    /// <summary>Sends the current block off. Waits when too many are on their way; throws what an earlier one failed of.</summary>
    public async Task SendAsync()
    {
        if (_running.Count == MaxRunning)
        {
            await _running.Dequeue();
        }

        if (_block is { } block)
        {
            _block = null;
            _running.Enqueue(InsertAsync(block, Token(Sent++)));
        }
    }

    /// <summary>Throws the rows of the current block away.</summary>
    public void Discard()
    {
        if (_block is not null)
        {
            writer.Return(_block);
            _block = null;
        }
    }

    /// <summary>Sends what is left and waits for all.</summary>
    public async Task CompleteAsync()
    {
        await SendAsync();
        while (_running.TryDequeue(out Task? insert))
        {
            await insert;
        }
    }

    /// <summary>Waits until no insert reads a block any more, however it ends, and gives the memory back.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Discard();
    }

    private string Token(int number) => number == 0 ? $"{batchId:N}" : $"{batchId:N}-{number}";

    private async Task InsertAsync(TBlock block, string token)
    {
        try
        {
            await writer.WriteAsync(block, token, cancellationToken);
        }
        finally
        {
            writer.Return(block);
        }
    }
}
