namespace Telemetry.Messaging;

/// <summary>
/// The durable queue between gateway and worker. At least once, in order per lane as long as nothing is returned, with batches of
/// durable identity (<see cref="DeliveredBatch"/>). Two implementations pass one test suite: <c>Sqlite/</c> and <c>RabbitMq/</c>.
/// All members are safe to call from several threads; one consumer per lane and process.
/// </summary>
public interface ITelemetryQueue : IAsyncDisposable
{
    /// <summary>Opens the queue. Does not wait for an unreachable broker: until it comes, publishes answer <see cref="PublishStatus.Unavailable"/> and receives wait.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stores a message. Completes with <see cref="PublishStatus.Stored"/> only when it is on disk; never hangs: a queue that is full, gone or in alarm answers in under 100 ms, one that stops confirming within <c>PublishTimeout</c>.</summary>
    ValueTask<PublishResult> PublishAsync(QueueMessage message, CancellationToken cancellationToken);

    /// <summary>Waits for the next batch of a lane: first those that were delivered before and not acknowledged, then new ones.</summary>
    ValueTask<DeliveredBatch> ReceiveAsync(Lane lane, BatchLimits limits, CancellationToken cancellationToken);

    /// <summary>Forgets the batch: its rows are stored. When this is lost on the way, the batch is delivered again.</summary>
    ValueTask AcknowledgeAsync(DeliveredBatch batch, CancellationToken cancellationToken);

    /// <summary>Hands a batch back untouched; it is delivered again under the same identity.</summary>
    ValueTask ReturnAsync(DeliveredBatch batch, CancellationToken cancellationToken);

    /// <summary>Moves one message of a batch to the dead letters, durably. The others stay in the batch.</summary>
    ValueTask DeadLetterAsync(DeliveredBatch batch, QueueMessage message, string reason, CancellationToken cancellationToken);

    /// <summary>What waits, and whether the queue takes anything now.</summary>
    ValueTask<QueueStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>The dead letters of all lanes, oldest first, at most <paramref name="limit"/>; bodies included only when asked for by id.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(int limit, CancellationToken cancellationToken);

    /// <summary>One dead letter with its body; null when there is none of that id.</summary>
    ValueTask<DeadLetter?> FindDeadLetterAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>Puts a dead letter back at the end of its lane. False when there is none of that id.</summary>
    ValueTask<bool> ReplayDeadLetterAsync(Guid messageId, CancellationToken cancellationToken);

    /// <summary>Forgets a dead letter for good; the caller counts it. False when there is none of that id.</summary>
    ValueTask<bool> DropDeadLetterAsync(Guid messageId, CancellationToken cancellationToken);
}

/// <summary>A message that could not be processed.</summary>
/// <param name="Message">The message; its body is empty in listings.</param>
/// <param name="Reason">A sentence: what failed.</param>
/// <param name="DeadAt">When it was put aside.</param>
/// <param name="BodyLength">Bytes of the body, also in listings.</param>
public sealed record DeadLetter(QueueMessage Message, string Reason, DateTimeOffset DeadAt, long BodyLength);

/// <summary>What waits in the queue.</summary>
/// <param name="IsAvailable">Whether publishes are taken now.</param>
/// <param name="Detail">A sentence for the readiness page when not; else empty.</param>
/// <param name="Lanes">One entry per lane.</param>
/// <param name="DeadLetters">Messages put aside, all lanes.</param>
public sealed record QueueStatus(bool IsAvailable, string Detail, IReadOnlyList<LaneStatus> Lanes, long DeadLetters);

/// <summary>What waits in one lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Messages">Messages not yet acknowledged, those being worked on included.</param>
/// <param name="Items">Items in them; null when the broker cannot tell.</param>
/// <param name="Bytes">Bytes of bodies; null when the broker cannot tell.</param>
/// <param name="OldestAge">How long the oldest has waited; null when empty or unknown.</param>
public sealed record LaneStatus(Lane Lane, long Messages, long? Items, long? Bytes, TimeSpan? OldestAge);
