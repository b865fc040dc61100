using System.Security.Cryptography;
using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>What every queue must do. One class per implementation runs it.</summary>
public abstract class QueueContract : IAsyncLifetime
{
    protected static readonly BatchLimits Whatever = new(1_000_000, 1L << 40, TimeSpan.Zero);

    private ITelemetryQueue? _queue;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ITelemetryQueue Queue => _queue!;

    public virtual async ValueTask InitializeAsync() => _queue = await OpenAsync(new QueueOptions());

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Queue.DisposeAsync();
    }

    [Fact]
    public async Task Publish_ThenReceive_SameBytesInOrder()
    {
        QueueMessage[] sent = [NewMessage(10), NewMessage(100_000), NewMessage(0)];
        foreach (QueueMessage message in sent)
        {
            Assert.Equal(PublishResult.Stored, await Queue.PublishAsync(message, Cancellation));
        }

        using DeliveredBatch batch = await Queue.ReceiveAsync(Lane.Logs, new BatchLimits(3, 1 << 30, TimeSpan.FromSeconds(10)), Cancellation);
        Assert.Equal(1, batch.Attempt);
        Assert.Equal(sent.Select(message => message.Id), batch.Messages.Select(message => message.Id));
        Assert.All(sent.Zip(batch.Messages), pair => Assert.True(pair.First.Body.Span.SequenceEqual(pair.Second.Body.Span)));
    }

    [Fact]
    public async Task Receive_AfterReopenWithoutAcknowledge_SameBatch()
    {
        await PublishAsync(3);
        DeliveredBatch first = await Queue.ReceiveAsync(Lane.Logs, new BatchLimits(2, 1 << 30, TimeSpan.FromSeconds(10)), Cancellation);
        await ReopenAsync();
        using DeliveredBatch second = await Queue.ReceiveAsync(Lane.Logs, Whatever, Cancellation);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, second.Attempt);
        Assert.Equal(Ids(first), Ids(second));
    }

    protected static QueueMessage NewMessage(int bytes, Lane lane = Lane.Logs) =>
        new(Guid.CreateVersion7(), lane, 1, RandomNumberGenerator.GetBytes(bytes));

    protected static IEnumerable<Guid> Ids(DeliveredBatch batch) => batch.Messages.Select(message => message.Id);

    /// <summary>A started queue on the same storage as every other of this test.</summary>
    protected abstract Task<ITelemetryQueue> OpenAsync(QueueOptions options);

    protected async Task ReopenAsync()
    {
        await Queue.DisposeAsync();
        _queue = await OpenAsync(new QueueOptions());
    }

    protected async Task<List<QueueMessage>> PublishAsync(int count)
    {
        List<QueueMessage> sent = [];
        for (int i = 0; i < count; i++)
        {
            sent.Add(NewMessage(100));
            Assert.Equal(PublishResult.Stored, await Queue.PublishAsync(sent[^1], Cancellation));
        }

        return sent;
    }
}
