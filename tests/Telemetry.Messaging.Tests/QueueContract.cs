using System.Diagnostics;
using System.Security.Cryptography;
using Telemetry.Messaging.Tests.Processes;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>What every queue must do. One class per implementation runs it. The other halves: <c>QueueContract.*.cs</c>.</summary>
public abstract partial class QueueContract : IAsyncLifetime
{
    /// <summary>At most 10 messages of one item; an idle lane is cut after 100 ms.</summary>
    public static readonly BatchLimits Limits = new(10, 1 << 20, TimeSpan.FromMilliseconds(100));

    /// <summary>Longer than anything takes on a busy machine.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<ITelemetryQueue> _opened = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The queue under test.</summary>
    protected ITelemetryQueue Queue { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Queue = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (ITelemetryQueue queue in _opened)
        {
            await queue.DisposeAsync();
        }
    }

    /// <summary>Options that lead to the storage of this test.</summary>
    protected abstract QueueOptions NewOptions();

    /// <summary>Another queue on the same storage, ready to publish.</summary>
    protected async Task<ITelemetryQueue> OpenAsync(Action<QueueOptions>? configure = null)
    {
        QueueOptions options = NewOptions();
        configure?.Invoke(options);
        ITelemetryQueue queue = QueueFactory.New(options);
        _opened.Add(queue);
        await queue.StartAsync(Cancellation);
        await Eventually.HoldsAsync(
            async () => (await queue.GetStatusAsync(Cancellation)).IsAvailable, Patience, "the queue takes messages", Cancellation);
        return queue;
    }

    /// <summary>Closes the queue and opens it again, like a restart.</summary>
    protected async Task ReopenAsync(Action<QueueOptions>? configure = null)
    {
        await CloseAsync(Queue);
        Queue = await OpenAsync(configure);
    }

    protected async Task CloseAsync(ITelemetryQueue queue)
    {
        _opened.Remove(queue);
        await queue.DisposeAsync();
    }

    protected static QueueMessage NewMessage(int bytes = 100, Lane lane = Lane.Logs) =>
        new(Guid.CreateVersion7(), lane, 1, RandomNumberGenerator.GetBytes(bytes));

    protected async Task<List<Guid>> PublishAsync(int count, int bytes = 100)
    {
        List<Guid> sent = [];
        for (int i = 0; i < count; i++)
        {
            QueueMessage message = NewMessage(bytes);
            Assert.Equal(PublishResult.Stored, await Queue.PublishAsync(message, Cancellation));
            sent.Add(message.Id);
        }

        return sent;
    }

    protected Task<DeliveredBatch> ReceiveAsync(ITelemetryQueue? queue = null, Lane lane = Lane.Logs) =>
        (queue ?? Queue).ReceiveAsync(lane, Limits, Cancellation).AsTask().WaitAsync(Patience, Cancellation);

    /// <summary>Receives and acknowledges until so many messages have come; their ids in order.</summary>
    protected async Task<List<Guid>> DrainAsync(int count)
    {
        List<Guid> ids = [];
        while (ids.Count < count)
        {
            using DeliveredBatch batch = await ReceiveAsync();
            ids.AddRange(Ids(batch));
            await Queue.AcknowledgeAsync(batch, Cancellation);
        }

        return ids;
    }

    protected async Task AssertEmptyAsync()
    {
        await Eventually.HoldsAsync(
            async () => (await Queue.GetStatusAsync(Cancellation)).Lanes.All(lane => lane.Messages == 0), Patience, "the queue is empty", Cancellation);
    }

    protected static List<Guid> Ids(DeliveredBatch batch) => [.. batch.Messages.Select(message => message.Id)];

    protected static void AssertSame(DeliveredBatch first, DeliveredBatch second)
    {
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(Ids(first), Ids(second));
    }

    /// <summary>Runs a publish and says how long it took; at once is a tenth of a second, and this machine may be busy.</summary>
    protected async Task<(PublishResult Result, TimeSpan Duration)> TimeAsync(QueueMessage message)
    {
        long started = Stopwatch.GetTimestamp();
        PublishResult result = await Queue.PublishAsync(message, Cancellation);
        return (result, Stopwatch.GetElapsedTime(started));
    }

    protected Task<QueueProcess> StartProcessAsync(string? shell = null) => QueueProcess.StartAsync(NewOptions(), shell);
}
