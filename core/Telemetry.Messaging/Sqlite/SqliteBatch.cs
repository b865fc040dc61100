using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.Sqlite;

/// <summary>A batch read from the file; its bodies lie in the lane's arena.</summary>
internal sealed class SqliteBatch(BodyArena arena, List<BodyCopy> bodies) : DeliveredBatch
{
    public required SequenceRange Range { get; init; }

    /// <summary>The sequence number of each message, in the order of <see cref="DeliveredBatch.Messages"/>.</summary>
    public required IReadOnlyList<long> Sequences { get; init; }

    /// <summary>Where a message of this batch lies.</summary>
    /// <exception cref="ArgumentException">It is of another batch.</exception>
    public SequenceRange RangeOf(Guid messageId)
    {
        for (int i = 0; i < Messages.Count; i++)
        {
            if (Messages[i].Id == messageId)
            {
                return new SequenceRange(Lane, Sequences[i], Sequences[i]);
            }
        }

        throw new ArgumentException("The message is not of this batch.", nameof(messageId));
    }

    protected override void Dispose(bool disposing)
    {
        foreach (BodyCopy body in bodies)
        {
            arena.Return(body);
        }

        bodies.Clear();
    }
}
