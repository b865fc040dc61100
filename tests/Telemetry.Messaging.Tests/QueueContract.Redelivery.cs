using Telemetry.Messaging.Tests.Processes;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>What is not acknowledged comes back as it was, whatever dies.</summary>
public abstract partial class QueueContract
{
    [Fact]
    public async Task Acknowledge_ThenReopen_NothingComesBack()
    {
        await PublishAsync(12);
        await DrainAsync(12);
        await ReopenAsync();
        List<Guid> later = await PublishAsync(1);
        using DeliveredBatch batch = await ReceiveAsync();
        Assert.Equal(later, Ids(batch));
        Assert.Equal(1, batch.Attempt);
    }

    [Fact]
    public async Task Return_ThenReceive_SameBatchBeforeNewerOnes()
    {
        await PublishAsync(10);
        using DeliveredBatch first = await ReceiveAsync();
        await PublishAsync(3);
        await Queue.ReturnAsync(first, Cancellation);
        using DeliveredBatch again = await ReceiveAsync();
        AssertSame(first, again);
        Assert.Equal(2, again.Attempt);
        using DeliveredBatch newer = await ReceiveAsync();
        Assert.Equal(3, newer.Messages.Count);
    }

    [Fact]
    public async Task Return_WhileAnotherReceiveWaits_ItGetsTheBatch()
    {
        await PublishAsync(10);
        using DeliveredBatch first = await ReceiveAsync();
        Task<DeliveredBatch> waiting = ReceiveAsync();
        await Queue.ReturnAsync(first, Cancellation);
        using DeliveredBatch again = await waiting;
        AssertSame(first, again);
    }

    [Fact]
    public async Task Reopen_TwoBatchesOut_BothComeBackInOrder()
    {
        await PublishAsync(14);
        using DeliveredBatch first = await ReceiveAsync();
        using DeliveredBatch second = await ReceiveAsync();
        await ReopenAsync();
        using DeliveredBatch firstAgain = await ReceiveAsync();
        using DeliveredBatch secondAgain = await ReceiveAsync();
        AssertSame(first, firstAgain);
        AssertSame(second, secondAgain);
        Assert.Equal(2, firstAgain.Attempt);
    }

    [Fact]
    public async Task Acknowledge_YoungerBatchFirst_OlderOneStillComesBack()
    {
        await PublishAsync(20);
        using DeliveredBatch first = await ReceiveAsync();
        using DeliveredBatch second = await ReceiveAsync();
        await Queue.AcknowledgeAsync(second, Cancellation);
        await ReopenAsync();
        using DeliveredBatch again = await ReceiveAsync();
        AssertSame(first, again);
    }

    [Fact]
    public async Task Acknowledge_YoungerBatchFirstThenOlder_NothingComesBack()
    {
        await PublishAsync(20);
        using DeliveredBatch first = await ReceiveAsync();
        using DeliveredBatch second = await ReceiveAsync();
        await Queue.AcknowledgeAsync(second, Cancellation);
        await Queue.AcknowledgeAsync(first, Cancellation);
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Acknowledge_AfterTheQueueWasClosed_BatchComesBack()
    {
        await PublishAsync(10);
        using DeliveredBatch first = await ReceiveAsync();
        ITelemetryQueue closed = Queue;
        await ReopenAsync();
        await Record.ExceptionAsync(() => closed.AcknowledgeAsync(first, Cancellation).AsTask());
        using DeliveredBatch again = await ReceiveAsync();
        AssertSame(first, again);
    }

    [Fact]
    public async Task Receive_TwoConsumers_SecondTakesOverWhenTheFirstIsGone()
    {
        await PublishAsync(20);
        using DeliveredBatch first = await ReceiveAsync();
        ITelemetryQueue other = await OpenAsync();
        Task<DeliveredBatch> taken = ReceiveAsync(other);
        using DeliveredBatch second = await ReceiveAsync();
        Assert.Equal(10, second.Messages.Count);
        Assert.False(taken.IsCompleted);
        await CloseAsync(Queue);
        using DeliveredBatch again = await taken;
        AssertSame(first, again);
    }

    [Fact]
    public async Task Receive_ConsumerKilled_SameBatchComesBack()
    {
        using QueueProcess process = await StartProcessAsync();
        await PublishAsync(10);
        string[] said = (await process.AskAsync("receive")).Split(' ');
        await process.KillAsync();
        using DeliveredBatch again = await ReceiveAsync();
        Assert.Equal(said[1], again.Id.ToString());
        Assert.Equal(said[3], string.Join(',', Ids(again)));
        Assert.Equal(2, again.Attempt);
    }

    [Fact]
    public async Task Receive_ConsumerKilledAfterItsAcknowledge_OnlyNewerOnesCome()
    {
        using QueueProcess process = await StartProcessAsync();
        List<Guid> sent = await PublishAsync(13);
        await process.AskAsync("receive");
        Assert.Equal("ok", await process.AskAsync("ack"));

        // The broker confirms no acknowledgement; the process sends it, and must live until it is sent.
        await Eventually.HoldsAsync(
            async () => (await process.AskAsync("status")).StartsWith("True 3 ", StringComparison.Ordinal), Patience, "the batch is gone", Cancellation);
        await process.KillAsync();
        Assert.Equal(sent[10..], await DrainAsync(3));
    }

    [Fact]
    public async Task Publish_ProcessKilled_EachConfirmedOneIsThereOnce()
    {
        using QueueProcess process = await StartProcessAsync();
        await process.SendAsync("flood 20000");
        List<string> said = [];
        while (said.Count < 200)
        {
            said.Add(await process.ReadAsync());
        }

        said.AddRange(await process.KillAsync());
        HashSet<Guid> stored = [.. said.Select(line => Guid.Parse(line["stored ".Length..]))];
        HashSet<Guid> received = [];
        while (!received.IsSupersetOf(stored))
        {
            using DeliveredBatch batch = await ReceiveAsync();
            Assert.All(batch.Messages, message => Assert.True(received.Add(message.Id)));
            await Queue.AcknowledgeAsync(batch, Cancellation);
        }
    }
}
