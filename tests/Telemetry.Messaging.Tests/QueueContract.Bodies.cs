using System.Security.Cryptography;
using Xunit;

namespace Telemetry.Messaging.Tests;

/// <summary>Bodies share memory that is used again; none may show through another.</summary>
public abstract partial class QueueContract
{
    private const int HeldBatches = 3;

    // Less than, about and more than what shares a piece of memory.
    private static readonly int[] BodySizes = [1, 100, 64 << 10, 300 << 10, 900 << 10, 3 << 20];

    [Fact]
    public async Task Receive_SeveralBatchesHeld_EveryBodyStaysAsItWasSent()
    {
        Dictionary<Guid, byte[]> sent = [];
        for (int i = 0; i < 36; i++)
        {
            QueueMessage message = NewMessage(BodySizes[i % BodySizes.Length] + i);
            Assert.Equal(PublishResult.Stored, await Queue.PublishAsync(message, Cancellation));
            sent.Add(message.Id, SHA256.HashData(message.Body.Span));
        }

        Queue<DeliveredBatch> held = [];
        int received = 0;
        while (received < sent.Count)
        {
            held.Enqueue(await ReceiveAsync());
            received += held.Last().Messages.Count;
            if (held.Count == HeldBatches)
            {
                await SettleAsync(held.Dequeue(), sent);
            }
        }

        while (held.TryDequeue(out DeliveredBatch? batch))
        {
            await SettleAsync(batch, sent);
        }
    }

    private async Task SettleAsync(DeliveredBatch batch, Dictionary<Guid, byte[]> sent)
    {
        using (batch)
        {
            Assert.All(batch.Messages, message => Assert.Equal(sent[message.Id], SHA256.HashData(message.Body.Span)));
            await Queue.AcknowledgeAsync(batch, Cancellation);
        }
    }
}
