using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Telemetry.Messaging.Sqlite;

/// <summary>
/// The queue as a file of this machine: write-ahead log, an fsync before every OK, one writing thread per process. Gateway and
/// worker may be two processes on the same directory. Why so, and what it costs: docs/adr/0020.
/// </summary>
public sealed class SqliteQueue : ITelemetryQueue
{
    private static readonly TimeSpan RetryWhenFull = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryWhenUnavailable = TimeSpan.FromSeconds(1);

    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly CommitWatch _watch;
    private readonly GroupWriter _writer;
    private readonly QueueInspector _inspector;
    private readonly Dictionary<Lane, LaneReader> _readers;
    private long _enqueuedBytes;
    private bool _isDisposed;

    /// <summary>Touches no file yet.</summary>
    public SqliteQueue(IOptions<QueueOptions> options, TimeProvider time, ILogger<SqliteQueue> logger)
    {
        _options = options.Value;
        _time = time;
        QueueFile file = new(_options.Directory);
        _watch = new CommitWatch(file, time);
        _writer = new GroupWriter(file, _watch, time, logger);
        _inspector = new QueueInspector(file, time);
        _readers = Enum.GetValues<Lane>().ToDictionary(
            lane => lane, lane => new LaneReader(lane, file, _writer, _watch, _options.DeliveryLimit, time));
    }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _writer.Start();
        try
        {
            await _writer.RunAsync(_ => true, cancellationToken);
        }
        catch (QueueException)
        {
            // Logged by the writer, shown by GetStatusAsync, and tried again at every publish.
        }

        _watch.Start();
    }

    /// <inheritdoc />
    public async ValueTask<PublishResult> PublishAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        long bytes = message.Body.Length;
        if (Interlocked.Add(ref _enqueuedBytes, bytes) + _writer.StoredBytes > _options.MaxBytes)
        {
            Interlocked.Add(ref _enqueuedBytes, -bytes);
            _writer.RefreshWhenIdle();
            return new PublishResult(PublishStatus.Full, RetryWhenFull, "The queue is full.");
        }

        try
        {
            return await StoreAsync(new PublishCommand(message), cancellationToken);
        }
        finally
        {
            Interlocked.Add(ref _enqueuedBytes, -bytes);
        }
    }

    /// <inheritdoc />
    public async ValueTask<DeliveredBatch> ReceiveAsync(Lane lane, BatchLimits limits, CancellationToken cancellationToken) =>
        await _readers[lane].ReceiveAsync(limits, cancellationToken);

    /// <inheritdoc />
    public async ValueTask AcknowledgeAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        SqliteBatch mine = (SqliteBatch)batch;
        await _writer.RunAsync(session => session.DeleteBatch(mine.Id, mine.Range), cancellationToken);
        _readers[mine.Lane].Release(mine.Id, isSettled: true);
    }

    /// <inheritdoc />
    public ValueTask ReturnAsync(DeliveredBatch batch, CancellationToken cancellationToken)
    {
        _readers[batch.Lane].Release(batch.Id, isSettled: false);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DeadLetterAsync(DeliveredBatch batch, QueueMessage message, string reason, CancellationToken cancellationToken)
    {
        SequenceRange range = ((SqliteBatch)batch).RangeOf(message.Id);
        await _writer.RunAsync(session => session.DeadLetter(range, reason), cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<QueueStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            (IReadOnlyList<LaneStatus> lanes, long deadLetters) = _inspector.ReadStatus();
            return ValueTask.FromResult(new QueueStatus(_writer.Fault is null, _writer.Fault ?? "", lanes, deadLetters));
        }
        catch (SqliteException exception)
        {
            return ValueTask.FromResult(new QueueStatus(false, SqliteFault.Describe(exception), [], 0));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_inspector.List(limit));

    /// <inheritdoc />
    public ValueTask<DeadLetter?> FindDeadLetterAsync(Guid messageId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_inspector.Find(messageId));

    /// <inheritdoc />
    public async ValueTask<bool> ReplayDeadLetterAsync(Guid messageId, CancellationToken cancellationToken) =>
        await _writer.RunAsync(session => session.Replay(messageId), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<bool> DropDeadLetterAsync(Guid messageId, CancellationToken cancellationToken) =>
        await _writer.RunAsync(session => session.DeleteDeadLetter(messageId), cancellationToken);

    /// <summary>Writes what was taken, then closes the files. What was delivered and not acknowledged comes back to the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _watch.DisposeAsync();
        _writer.Dispose();
        foreach (LaneReader reader in _readers.Values)
        {
            reader.Dispose();
        }
    }

    private async Task<PublishResult> StoreAsync(PublishCommand command, CancellationToken cancellationToken)
    {
        _writer.Enqueue(command);
        try
        {
            await command.Completion.WaitAsync(_options.PublishTimeout, _time, cancellationToken);
            return PublishResult.Stored;
        }
        catch (QueueException exception)
        {
            return new PublishResult(PublishStatus.Unavailable, RetryWhenUnavailable, exception.Message);
        }
        catch (TimeoutException)
        {
            await command.ReleaseAsync();
            return new PublishResult(PublishStatus.Unavailable, RetryWhenUnavailable, "The disk did not confirm in time.");
        }
        catch (OperationCanceledException)
        {
            await command.ReleaseAsync();
            throw;
        }
    }
}
