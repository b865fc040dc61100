using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>Brings a real queue into the state that people look at: two messages put aside, and one that waits because nobody takes it.</summary>
internal static class StuckQueue
{
    public const int Waiting = 1200;

    public const int ItemsOfALetter = 250;

    private static readonly string[] Reasons =
    [
        "The bytes cannot be read: <script>alert('owned')</script> unexpected end of the message at 4711.",
        "The store refuses the rows: Code 241, memory limit exceeded.",
    ];

    public static async Task FillAsync(ITelemetryQueue queue, CancellationToken cancellationToken)
    {
        foreach (var reason in Reasons)
        {
            await PublishAsync(queue, ItemsOfALetter, cancellationToken);
            using var batch = await queue.ReceiveAsync(Lane.Logs, new BatchLimits(1, 1, TimeSpan.Zero), cancellationToken);
            await queue.DeadLetterAsync(batch, batch.Messages.Single(), reason, cancellationToken);
            await queue.AcknowledgeAsync(batch, cancellationToken);
        }

        await PublishAsync(queue, Waiting, cancellationToken);
    }

    private static async Task PublishAsync(ITelemetryQueue queue, int items, CancellationToken cancellationToken)
    {
        byte[] payload = [1, 2, 3];
        var body = new byte[IntakeFrameCodec.HeaderLength + payload.Length];
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * ShopTraffic.Millisecond;
        IntakeFrameCodec.WriteHeader(body, new IntakeFrame(new ProjectId(1), new IngestKeyId(1), Signal.Logs, 30, now, items, payload));
        payload.CopyTo(body, IntakeFrameCodec.HeaderLength);
        var result = await queue.PublishAsync(new QueueMessage(Guid.CreateVersion7(), Lane.Logs, items, body), cancellationToken);
        if (result.Status != PublishStatus.Stored)
        {
            throw new InvalidOperationException(result.Detail);
        }
    }
}
