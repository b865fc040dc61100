using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Messaging.Consuming;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>What <see cref="BatchConsumer"/> makes of a queue: two batches in hand, settled in order, however they end.</summary>
public abstract partial class QueueContract
{
    [Fact]
    public async Task Consume_OneBatchCannotBeStored_OthersAreAndNothingIsLost()
    {
        List<Guid> stuck = await PublishAsync(10);
        List<Guid> others = await PublishAsync(30);
        var handler = new RefusingHandler(stuck[0]);
        await using Consumption consumption = await Consumption.StartAsync(Queue, handler);

        await Eventually.HoldsAsync(() => others.TrueForAll(handler.Stored.Contains), Patience, "the other batches are stored", Cancellation);
        Assert.DoesNotContain(stuck[0], handler.Stored);
        Assert.NotNull(consumption.Lane?.FailingSince);
        Assert.Equal(RefusingHandler.Reason, consumption.Lane?.Detail);

        handler.Refused = Guid.Empty;
        await AssertEmptyAsync();
        Assert.Equal(stuck.Concat(others).Order(), handler.Stored.Order());
        // The queue is empty a moment before the consumer says that it is well.
        await Eventually.HoldsAsync(() => consumption.Lane is { FailingSince: null }, Patience, "the lane is well again", Cancellation);
    }

    [Fact]
    public async Task Consume_TwoBatches_AreHandledAtTheSameTime()
    {
        await PublishAsync(20);
        var handler = new MeetingHandler(parties: 2);
        await using Consumption consumption = await Consumption.StartAsync(Queue, handler);

        await AssertEmptyAsync();
        Assert.True(handler.HaveMet);
    }

    [Fact]
    public async Task Consume_StoppedWhileABatchIsRefused_GivesItBack()
    {
        List<Guid> sent = await PublishAsync(10);
        var handler = new RefusingHandler(sent[0]);
        await using (Consumption consumption = await Consumption.StartAsync(Queue, handler))
        {
            await Eventually.HoldsAsync(() => consumption.Lane?.FailingSince is not null, Patience, "the batch is refused", Cancellation);
        }

        Assert.Equal(sent, await DrainAsync(sent.Count));
    }

    /// <summary>A consumer of the queue, until it is disposed of.</summary>
    private sealed class Consumption(BatchConsumer consumer, ConsumerState state, ServiceProvider services) : IAsyncDisposable
    {
        public LaneConsumption? Lane => state.Lanes.SingleOrDefault();

        public static async Task<Consumption> StartAsync(ITelemetryQueue queue, IBatchHandler handler)
        {
            ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<MessagingMetrics>().BuildServiceProvider();
            ConsumerState state = new();
            BatchConsumer consumer = new(
                queue, [handler], state, services.GetRequiredService<MessagingMetrics>(), TimeProvider.System, NullLogger<BatchConsumer>.Instance);
            await consumer.StartAsync(Cancellation);
            return new Consumption(consumer, state, services);
        }

        public async ValueTask DisposeAsync()
        {
            await consumer.StopAsync(CancellationToken.None);
            consumer.Dispose();
            await services.DisposeAsync();
        }
    }

    /// <summary>Stores everything but batches with one message.</summary>
    private sealed class RefusingHandler(Guid refused) : IBatchHandler
    {
        public const string Reason = "The store refuses.";

        private readonly Lock _lock = new();
        private readonly List<Guid> _stored = [];

        public Guid Refused { get; set; } = refused;

        public IReadOnlyList<Guid> Stored
        {
            get
            {
                lock (_lock)
                {
                    return [.. _stored];
                }
            }
        }

        public Lane Lane => Lane.Logs;

        public BatchLimits Limits => QueueContract.Limits;

        public Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
        {
            if (Ids(batch).Contains(Refused))
            {
                throw new IOException(Reason);
            }

            lock (_lock)
            {
                _stored.AddRange(Ids(batch));
            }

            return Task.FromResult<IReadOnlyList<PoisonMessage>>([]);
        }
    }

    /// <summary>Finishes a batch only when so many are being handled.</summary>
    private sealed class MeetingHandler(int parties) : IBatchHandler
    {
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public bool HaveMet => _met.Task.IsCompleted;

        public Lane Lane => Lane.Logs;

        public BatchLimits Limits => QueueContract.Limits;

        public async Task<IReadOnlyList<PoisonMessage>> HandleAsync(DeliveredBatch batch, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _arrived) == parties)
            {
                _met.TrySetResult();
            }

            await _met.Task.WaitAsync(cancellationToken);
            return [];
        }
    }
}
