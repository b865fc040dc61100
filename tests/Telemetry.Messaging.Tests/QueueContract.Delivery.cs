using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>Order, limits, lanes, waiting.</summary>
public abstract partial class QueueContract
{
    [Fact]
    public async Task Publish_ThenReceive_SameBytesInOrder()
    {
        QueueMessage[] sent = [NewMessage(10), NewMessage(100_000), NewMessage(0)];
        foreach (QueueMessage message in sent)
        {
            Assert.Equal(PublishResult.Stored, await Queue.PublishAsync(message, Cancellation));
        }

        using DeliveredBatch batch = await ReceiveAsync();
        Assert.Equal(1, batch.Attempt);
        Assert.Equal(Lane.Logs, batch.Lane);
        Assert.Equal(sent.Select(message => message.Id), Ids(batch));
        Assert.All(sent.Zip(batch.Messages), pair => Assert.True(pair.First.Body.Span.SequenceEqual(pair.Second.Body.Span)));
        Assert.All(batch.Messages, message => Assert.Equal(1, message.ItemCount));
    }

    [Fact]
    public async Task Receive_NothingThere_WaitsForThePublish()
    {
        Task<DeliveredBatch> receive = ReceiveAsync();
        List<Guid> sent = await PublishAsync(1);
        using DeliveredBatch batch = await receive;
        Assert.Equal(sent, Ids(batch));
    }

    [Fact]
    public async Task Receive_PublishedByAnotherQueue_Comes()
    {
        ITelemetryQueue other = await OpenAsync();
        Task<DeliveredBatch> receive = ReceiveAsync();
        QueueMessage message = NewMessage();
        Assert.Equal(PublishResult.Stored, await other.PublishAsync(message, Cancellation));
        using DeliveredBatch batch = await receive;
        Assert.Equal([message.Id], Ids(batch));
    }

    [Fact]
    public async Task Receive_MoreThanTheLimitOfItems_SeveralBatches()
    {
        List<Guid> sent = await PublishAsync(25);
        using DeliveredBatch first = await ReceiveAsync();
        using DeliveredBatch second = await ReceiveAsync();
        using DeliveredBatch third = await ReceiveAsync();
        Assert.Equal([10, 10, 5], new[] { first, second, third }.Select(batch => batch.Messages.Count));
        Assert.Equal(sent, [.. Ids(first), .. Ids(second), .. Ids(third)]);
        Assert.Equal(3, new[] { first.Id, second.Id, third.Id }.Distinct().Count());
    }

    [Fact]
    public async Task Receive_MoreThanTheLimitOfBytes_EndsBeforeTheMessageThatIsTooMuch()
    {
        await PublishAsync(3, bytes: 500_000);
        using DeliveredBatch first = await ReceiveAsync();
        Assert.Equal(2, first.Messages.Count);
    }

    [Fact]
    public async Task Receive_MessageAboveEveryLimit_ComesAlone()
    {
        List<Guid> sent = await PublishAsync(1, bytes: 3 << 20);
        sent.AddRange(await PublishAsync(1));
        using DeliveredBatch first = await ReceiveAsync();
        Assert.Equal(sent[..1], Ids(first));
    }

    [Fact]
    public async Task Receive_AllLanes_EachItsOwn()
    {
        QueueMessage[] messages = [.. Enum.GetValues<Lane>().Select(lane => NewMessage(lane: lane))];
        foreach (QueueMessage message in messages)
        {
            await Queue.PublishAsync(message, Cancellation);
        }

        foreach (QueueMessage message in messages.Reverse())
        {
            using DeliveredBatch batch = await ReceiveAsync(lane: message.Lane);
            Assert.Equal([message.Id], Ids(batch));
        }

        QueueStatus status = await Queue.GetStatusAsync(Cancellation);
        Assert.Equal(Enum.GetValues<Lane>().Order(), status.Lanes.Select(lane => lane.Lane).Order());
    }

    [Fact]
    public async Task Receive_Cancelled_NextCallGetsTheMessages()
    {
        using CancellationTokenSource cancel = new();
        Task<DeliveredBatch> receive = Queue.ReceiveAsync(Lane.Logs, Limits with { MaxAge = Patience }, cancel.Token).AsTask();
        List<Guid> sent = await PublishAsync(3);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receive);
        Assert.Equal(sent, await DrainAsync(3));
    }

    [Fact]
    public async Task Publish_SixtyFourAtATime_EachComesOnce()
    {
        const int PerPublisher = 20;
        Task<List<Guid>>[] publishers = [.. Enumerable.Range(0, 64).Select(i => Task.Run(() => PublishAsync(PerPublisher, bytes: 100 * i)))];
        List<Guid> received = await DrainAsync(64 * PerPublisher);
        List<Guid>[] sent = await Task.WhenAll(publishers);
        Assert.Equal(sent.SelectMany(ids => ids).Order(), received.Order());
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Publish_Cancelled_StoredWholeOrNotAtAll()
    {
        using CancellationTokenSource cancel = new();
        Task[] publishes = [.. Enumerable.Range(0, 50).Select(_ => Queue.PublishAsync(NewMessage(10_000), cancel.Token).AsTask())];
        await cancel.CancelAsync();
        await Task.WhenAll(publishes).ContinueWith(static _ => { }, TaskScheduler.Default);
        List<Guid> last = await PublishAsync(1);
        HashSet<Guid> received = [];
        while (!received.Contains(last[0]))
        {
            using DeliveredBatch batch = await ReceiveAsync();
            Assert.All(batch.Messages, message => Assert.True(received.Add(message.Id)));
            Assert.All(batch.Messages, message => Assert.True(message.Id == last[0] || message.Body.Length == 10_000));
            await Queue.AcknowledgeAsync(batch, Cancellation);
        }
    }

    [Fact]
    public async Task GetStatus_MessagesWaitAndAreOut_CountsBoth()
    {
        await PublishAsync(15);
        using DeliveredBatch batch = await ReceiveAsync();
        QueueStatus status = await Queue.GetStatusAsync(Cancellation);
        Assert.True(status.IsAvailable, status.Detail);
        Assert.Equal(15, status.Lanes.Single(lane => lane.Lane == Lane.Logs).Messages);
        Assert.Equal(0, status.Lanes.Single(lane => lane.Lane == Lane.Spans).Messages);
        Assert.Equal(0, status.DeadLetters);
    }
}
