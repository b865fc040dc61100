using Telemetry.Storage.Sessions;

namespace Telemetry.Ingest.Worker.Sessions;

/// <summary>The blocks of one batch, one after the other: nearly always one. Cut at the same row at every repetition, so that each has its token.</summary>
internal sealed class SessionBlocks(Guid batchId, SessionWriter writer, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly SessionBlock _block = writer.Rent();
    private int _sent;

    /// <summary>A block with room for a row.</summary>
    public async ValueTask<SessionBlock> WithRoomAsync()
    {
        if (_block.IsFull)
        {
            await CompleteAsync();
            _block.Reset();
        }

        return _block;
    }

    /// <summary>Stores what is in the block.</summary>
    public Task CompleteAsync() => writer.WriteAsync(_block, _sent++ == 0 ? $"{batchId:N}" : $"{batchId:N}-{_sent}", cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        writer.Return(_block);
        return ValueTask.CompletedTask;
    }
}
