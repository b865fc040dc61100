using Microsoft.Data.Sqlite;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.Sqlite;

/// <summary>
/// The consumer of one lane: hands out first what was delivered before, then new batches, in order. A new batch begins behind the
/// end of the last one; the lock file guarantees that nobody else takes one meanwhile.
/// </summary>
internal sealed class LaneReader(Lane lane, QueueFile file, GroupWriter writer, CommitWatch watch, int deliveryLimit, TimeProvider time)
    : IDisposable
{
    // While a batch is gathered each commit would wake us; this often is enough, and cheap.
    private static readonly TimeSpan GatherPause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConsumerLock _lock = new(file.ConsumerLockPath(lane), time);
    private readonly HeldBatches _held = new();
    private readonly BodyArena _arena = new();
    private readonly Queue<StoredBatch> _undelivered = new();
    private ReadSession? _session;
    private long _end;

    private ReadSession Session => _session ??= new ReadSession(file.OpenReader(), _arena);

    /// <summary>Waits for the next batch. Calls queue up behind each other.</summary>
    /// <exception cref="QueueException">The file cannot be read or written.</exception>
    public async Task<SqliteBatch> ReceiveAsync(BatchLimits limits, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _lock.AcquireAsync(cancellationToken);
            SqliteBatch? batch = null;
            while (batch is null)
            {
                LoadWhenOutOfDate();
                batch = _undelivered.TryDequeue(out StoredBatch stored)
                    ? await RedeliverAsync(stored, cancellationToken)
                    : await TakeAsync(limits, cancellationToken);
            }

            return batch;
        }
        catch (Exception exception) when (exception is SqliteException or QueueException)
        {
            _held.Forget();
            _session?.Dispose();
            _session = null;
            throw exception as QueueException ?? new QueueException(SqliteFault.Describe(exception), exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The batch is settled, or will be delivered again.</summary>
    public void Release(Guid batchId, bool isSettled)
    {
        _held.Remove(batchId, isSettled);
        if (!isSettled)
        {
            watch.Signal();
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _lock.Dispose();
        _turn.Dispose();
    }

    /// <summary>
    /// Reads from the file which batches wait, instead of keeping a list of those that were returned: after a failed commit the file
    /// alone knows whether the batch is in it.
    /// </summary>
    private void LoadWhenOutOfDate()
    {
        if (!_held.TryBeginLoad())
        {
            return;
        }

        List<StoredBatch> batches = Session.ReadBatches(lane);
        _undelivered.Clear();
        foreach (StoredBatch batch in batches)
        {
            _end = Math.Max(_end, batch.Range.Last);
            if (!_held.Contains(batch.Id))
            {
                _undelivered.Enqueue(batch);
            }
        }
    }

    /// <summary>Null when the batch is gone: too many deliveries, or nothing left of it.</summary>
    private async Task<SqliteBatch?> RedeliverAsync(StoredBatch batch, CancellationToken cancellationToken)
    {
        _held.Add(batch.Id);
        try
        {
            int attempt = await writer.RunAsync(session => CountAttempt(session, batch), cancellationToken);
            SqliteBatch? delivered = attempt == 0 ? null : Session.ReadMessages(batch, attempt);
            if (attempt > 0 && delivered is null)
            {
                await writer.RunAsync(session => session.DeleteBatch(batch.Id, batch.Range), cancellationToken);
            }

            return delivered;
        }
        catch
        {
            _held.Remove(batch.Id, isSettled: false);
            throw;
        }
    }

    private int CountAttempt(WriteSession session, StoredBatch batch)
    {
        int attempt = session.CountAttempt(batch.Id);
        if (attempt <= deliveryLimit)
        {
            return attempt;
        }

        session.DeadLetter(batch.Range, $"Delivered {deliveryLimit} times without being acknowledged.");
        session.DeleteBatch(batch.Id, batch.Range);
        return 0;
    }

    /// <summary>Null when a returned batch came in between: it goes first.</summary>
    private async Task<SqliteBatch?> TakeAsync(BatchLimits limits, CancellationToken cancellationToken)
    {
        Gathering? gathering = await GatherAsync(limits, cancellationToken);
        if (gathering is null)
        {
            return null;
        }

        StoredBatch batch = new(Guid.CreateVersion7(time.GetUtcNow()), gathering.Range);
        _held.Add(batch.Id);
        try
        {
            // Not cancellable: once it is in the file we must know it.
            await writer.RunAsync(session => session.InsertBatch(batch.Id, batch.Range), CancellationToken.None);
            _end = batch.Range.Last;
            return Session.ReadMessages(batch, attempt: 1);
        }
        catch
        {
            _held.Remove(batch.Id, isSettled: false);
            throw;
        }
    }

    private async Task<Gathering?> GatherAsync(BatchLimits limits, CancellationToken cancellationToken)
    {
        Gathering gathering = new(lane, _end, limits);
        long started = 0;
        while (true)
        {
            Task next = watch.Next;
            if (_held.IsOutOfDate)
            {
                return null;
            }

            Session.Gather(gathering);
            if (gathering.IsEmpty)
            {
                await next.WaitAsync(cancellationToken);
                continue;
            }

            started = started == 0 ? time.GetTimestamp() : started;
            TimeSpan left = limits.MaxAge - time.GetElapsedTime(started);
            if (gathering.IsFull || left <= TimeSpan.Zero)
            {
                return gathering;
            }

            await Task.Delay(left < GatherPause ? left : GatherPause, time, cancellationToken);
        }
    }
}
