namespace Telemetry.Messaging;

/// <summary>
/// Messages of one lane, in order, handed to one consumer under one durable identity: until it is acknowledged, the same
/// messages come back under the same <see cref="Id"/>, also after a crash of the consumer, the broker or the machine. Whoever writes
/// them under a deduplication token made from that id therefore writes each of them once (docs/adr/0001).
/// A message that was dead-lettered meanwhile is missing from the repetition; nothing is ever added to it.
/// </summary>
public abstract class DeliveredBatch : IDisposable
{
    /// <summary>The durable identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The lane it came from.</summary>
    public required Lane Lane { get; init; }

    /// <summary>1 at the first delivery.</summary>
    public required int Attempt { get; init; }

    /// <summary>At least one. Bodies are valid until the batch is disposed.</summary>
    public required IReadOnlyList<QueueMessage> Messages { get; init; }

    /// <summary>Gives the buffers back. Does not acknowledge.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the buffers back.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>When a batch is full. Whichever limit is reached first closes it; a single message may exceed any of them.</summary>
/// <param name="MaxItems">Items, for example 50,000 log records.</param>
/// <param name="MaxBytes">Bytes of bodies.</param>
/// <param name="MaxAge">Time since the first message was taken. Zero: whatever is there.</param>
public readonly record struct BatchLimits(int MaxItems, long MaxBytes, TimeSpan MaxAge);
