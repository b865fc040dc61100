using RabbitMQ.Client;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// A consumer of a lane on one channel, from its first delivery until the channel ends. Everything it has not acknowledged then comes back,
/// in order and before anything newer, to the next session, which cuts the same batches from it: a batch ends where a limit is reached or
/// where a mark lies in the queue, and neither depends on time or on who looks. Time decides only when a mark is put (docs/adr/0021).
/// </summary>
internal sealed class LaneSession(IChannel channel, Lane lane, CutPlacer cuts, BodyArena arena, TimeProvider time)
{
    /// <summary>Messages in one batch. Two batches may be out, so it is half of <see cref="Prefetch"/>.</summary>
    private const int MaxMessages = Prefetch / 2;

    /// <summary>
    /// Unacknowledged messages per consumer. AMQP counts messages, not bytes, so this also bounds memory: 96 messages of 440 KB are 42 MB.
    /// A constant, not an option: a consumer that takes fewer than its predecessor left behind would see them in another order.
    /// </summary>
    private const ushort Prefetch = 96;

    // The mark may get lost with a broker that dies, or be refused by a full queue.
    private static readonly TimeSpan CutTimeout = TimeSpan.FromSeconds(2);

    private readonly DeliveryReader _reader = new(channel, lane, arena);
    private readonly Settlements _settlements = new(channel);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BatchDraft? _draft;
    private Task<bool>? _arrival;
    private long _cutPlacedAt;

    /// <summary>Ends when nothing more can come of this session.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Messages delivered and not acknowledged; marks are not counted.</summary>
    public int Unacknowledged => _settlements.OpenMessages + (_draft?.Count ?? 0) + _reader.Untaken;

    public required string Queue { get; init; }

    /// <summary>Begins to consume.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        await channel.BasicConsumeAsync(Queue, autoAck: false, _reader, cancellationToken);
        _ = _reader.Completion.ContinueWith(_ => _ended.TrySetResult(), TaskScheduler.Default);
    }

    /// <summary>What was delivered and not acknowledged goes back to the broker.</summary>
    public void End()
    {
        _reader.Complete();
        _ended.TrySetResult();
    }

    /// <summary>Waits for the next batch; null when the session has ended. One caller at a time.</summary>
    public async Task<RabbitMqBatch?> NextBatchAsync(BatchLimits limits, CancellationToken cancellationToken)
    {
        while (!_ended.Task.IsCompleted)
        {
            while (_reader.TryPeek(out Delivery delivery))
            {
                RabbitMqBatch? batch = await TakeAsync(delivery, limits, cancellationToken);
                if (batch is not null)
                {
                    return batch;
                }
            }

            if (!await WaitAsync(limits, cancellationToken))
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Acknowledges; without effect when the session has ended, since then the batch comes back.</summary>
    public async Task SettleAsync(Settlement settlement, CancellationToken cancellationToken)
    {
        if (!_ended.Task.IsCompleted && channel.IsOpen)
        {
            await _settlements.SettleAsync(settlement, cancellationToken);
        }
    }

    /// <summary>Null: the batch is not complete yet.</summary>
    private async Task<RabbitMqBatch?> TakeAsync(Delivery delivery, BatchLimits limits, CancellationToken cancellationToken)
    {
        if (delivery.IsCut)
        {
            _reader.Take();
            _cutPlacedAt = 0;
            if (_draft is null)
            {
                await SettleAsync(_settlements.Add(delivery.Tag, messages: 0), cancellationToken);
                return null;
            }

            _draft.End(delivery);
            return TakeDraft(_draft);
        }

        _draft ??= new BatchDraft(lane, limits, MaxMessages, time.GetTimestamp());
        if (_draft.TryAdd(delivery))
        {
            _reader.Take();
        }

        return _draft.IsFull ? TakeDraft(_draft) : null;
    }

    private RabbitMqBatch TakeDraft(BatchDraft draft)
    {
        _draft = null;
        return draft.ToBatch(this, _settlements, arena);
    }

    /// <summary>Waits for a delivery; puts a mark when the draft is old enough. False when there will be none.</summary>
    private async Task<bool> WaitAsync(BatchLimits limits, CancellationToken cancellationToken)
    {
        _arrival ??= _reader.WaitAsync();
        try
        {
            bool hasMore = await _arrival.WaitAsync(TimeUntilCut(limits), time, cancellationToken);
            _arrival = null;
            return hasMore;
        }
        catch (TimeoutException)
        {
            _cutPlacedAt = time.GetTimestamp();
            await cuts.PlaceAsync(cancellationToken);
            return true;
        }
    }

    private TimeSpan TimeUntilCut(BatchLimits limits)
    {
        if (_draft is null)
        {
            return Timeout.InfiniteTimeSpan;
        }

        TimeSpan left = _cutPlacedAt == 0
            ? limits.MaxAge - time.GetElapsedTime(_draft.StartedAt)
            : CutTimeout - time.GetElapsedTime(_cutPlacedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
