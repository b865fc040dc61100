using System.Buffers;

namespace Telemetry.Messaging.Sqlite;

/// <summary>A batch read from the file; its bodies lie in pooled arrays.</summary>
internal sealed class SqliteBatch : DeliveredBatch
{
    private readonly List<byte[]> _buffers;

    public SqliteBatch(List<byte[]> buffers)
    {
        _buffers = buffers;
    }

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
        foreach (byte[] buffer in _buffers)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _buffers.Clear();
    }
}
