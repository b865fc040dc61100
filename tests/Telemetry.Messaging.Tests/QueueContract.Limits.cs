using System.Collections.Concurrent;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>Full queues, delivery limits, dead letters.</summary>
public abstract partial class QueueContract
{
    /// <summary>The contract says 100 ms; a machine that runs other tests at the same time gets more.</summary>
    protected static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Publish_QueueFull_SaysSoAtOnceAndTakesAgainWhenDrained()
    {
        await UseLimitAsync(options => options.MaxBytes = 1 << 20);
        ConcurrentBag<Guid> stored = [];
        PublishResult refused = await FillAsync(stored);
        Assert.Equal(PublishStatus.Full, refused.Status);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        (PublishResult result, TimeSpan duration) = await TimeAsync(NewMessage(100_000));
        Assert.Equal(PublishStatus.Full, result.Status);
        Assert.True(duration < AtOnce, $"took {duration}");
        Assert.Equal(stored.Order(), (await DrainAsync(stored.Count)).Order());
        await Eventually.HoldsAsync(
            async () => (await Queue.PublishAsync(NewMessage(), Cancellation)).Status == PublishStatus.Stored, Patience, "there is room again", Cancellation);
    }

    [Fact]
    public async Task Return_AsOftenAsAllowed_MessageBecomesDeadLetter()
    {
        await UseLimitAsync(options => options.DeliveryLimit = 3);
        List<Guid> sent = await PublishAsync(2);
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            using DeliveredBatch batch = await ReceiveAsync();
            Assert.Equal(sent, Ids(batch));
            Assert.Equal(attempt, batch.Attempt);
            await Queue.ReturnAsync(batch, Cancellation);
        }

        List<Guid> newer = await PublishAsync(1);
        Assert.Equal(newer, await DrainAsync(1));
        IReadOnlyList<DeadLetter> letters = await WaitForDeadLettersAsync(2);
        Assert.Equal(sent, letters.Select(letter => letter.Message.Id));
        Assert.All(letters, letter => Assert.Contains("without being acknowledged", letter.Reason, StringComparison.Ordinal));
        Assert.All(letters, letter => Assert.True(letter.DeadAt > DateTimeOffset.UnixEpoch.AddYears(50)));
    }

    [Fact]
    public async Task DeadLetter_OneOfABatch_RestIsAcknowledgedAndItIsListed()
    {
        QueueMessage[] sent = [NewMessage(), NewMessage(5000), NewMessage()];
        foreach (QueueMessage message in sent)
        {
            await Queue.PublishAsync(message, Cancellation);
        }

        using DeliveredBatch batch = await ReceiveAsync();
        await Queue.DeadLetterAsync(batch, batch.Messages[1], "It is broken.", Cancellation);
        await Queue.AcknowledgeAsync(batch, Cancellation);
        await AssertEmptyAsync();
        DeadLetter letter = Assert.Single(await WaitForDeadLettersAsync(1));
        Assert.Equal(sent[1].Id, letter.Message.Id);
        Assert.Equal(Lane.Logs, letter.Message.Lane);
        Assert.Equal(1, letter.Message.ItemCount);
        Assert.Equal(0, letter.Message.Body.Length);
        Assert.Equal(5000, letter.BodyLength);
        Assert.Equal("It is broken.", letter.Reason);
        DeadLetter? found = await Queue.FindDeadLetterAsync(sent[1].Id, Cancellation);
        Assert.True(sent[1].Body.Span.SequenceEqual(found!.Message.Body.Span));
        await Eventually.HoldsAsync(
            async () => (await Queue.GetStatusAsync(Cancellation)).DeadLetters == 1, Patience, "the status counts it", Cancellation);
    }

    [Fact]
    public async Task DeadLetter_ThenReopenWithoutAcknowledge_RestComesBackUnderTheSameId()
    {
        await PublishAsync(3);
        using DeliveredBatch batch = await ReceiveAsync();
        await Queue.DeadLetterAsync(batch, batch.Messages[0], "It is broken.", Cancellation);
        await ReopenAsync();
        using DeliveredBatch again = await ReceiveAsync();
        Assert.Equal(batch.Id, again.Id);
        Assert.Equal(Ids(batch)[1..], Ids(again)[^2..]);
    }

    [Fact]
    public async Task ReplayDeadLetter_Known_ComesAgainAsItWas()
    {
        QueueMessage dead = await MakeDeadLetterAsync();
        Assert.True(await Queue.ReplayDeadLetterAsync(dead.Id, Cancellation));
        using DeliveredBatch batch = await ReceiveAsync();
        QueueMessage again = Assert.Single(batch.Messages);
        Assert.Equal(dead.Id, again.Id);
        Assert.Equal(1, again.ItemCount);
        Assert.True(dead.Body.Span.SequenceEqual(again.Body.Span));
        await Eventually.HoldsAsync(
            async () => (await Queue.ListDeadLettersAsync(10, Cancellation)).Count == 0, Patience, "it is no dead letter any more", Cancellation);
    }

    [Fact]
    public async Task DropDeadLetter_Known_IsGone()
    {
        QueueMessage dead = await MakeDeadLetterAsync();
        Assert.True(await Queue.DropDeadLetterAsync(dead.Id, Cancellation));
        Assert.Empty(await Queue.ListDeadLettersAsync(10, Cancellation));
        Assert.Null(await Queue.FindDeadLetterAsync(dead.Id, Cancellation));
    }

    [Fact]
    public async Task DeadLetters_Unknown_NothingIsDone()
    {
        await MakeDeadLetterAsync();
        Assert.Null(await Queue.FindDeadLetterAsync(Guid.NewGuid(), Cancellation));
        Assert.False(await Queue.ReplayDeadLetterAsync(Guid.NewGuid(), Cancellation));
        Assert.False(await Queue.DropDeadLetterAsync(Guid.NewGuid(), Cancellation));
        Assert.Single(await WaitForDeadLettersAsync(1));
    }

    /// <summary>Opens the queue anew with limits that hold from the beginning.</summary>
    protected abstract Task UseLimitAsync(Action<QueueOptions> configure);

    /// <summary>Publishes until it is refused; the refusal.</summary>
    private async Task<PublishResult> FillAsync(ConcurrentBag<Guid> stored)
    {
        while (true)
        {
            QueueMessage message = NewMessage(100_000);
            PublishResult result = await Queue.PublishAsync(message, Cancellation);
            if (result.Status != PublishStatus.Stored)
            {
                return result;
            }

            stored.Add(message.Id);
            Assert.True(stored.Count < 1000, "the queue has no bound");
        }
    }

    private async Task<QueueMessage> MakeDeadLetterAsync()
    {
        QueueMessage message = NewMessage(3000);
        await Queue.PublishAsync(message, Cancellation);
        using DeliveredBatch batch = await ReceiveAsync();
        await Queue.DeadLetterAsync(batch, batch.Messages[0], "It is broken.", Cancellation);
        await Queue.AcknowledgeAsync(batch, Cancellation);
        await WaitForDeadLettersAsync(1);
        return message;
    }

    private async Task<IReadOnlyList<DeadLetter>> WaitForDeadLettersAsync(int count) => await Eventually.GivesAsync(
        async () => await Queue.ListDeadLettersAsync(100, Cancellation) is { } letters && letters.Count == count ? letters : null,
        Patience,
        $"{count} dead letters",
        Cancellation);
}
