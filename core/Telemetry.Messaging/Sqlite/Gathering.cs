namespace Telemetry.Messaging.Sqlite;

/// <summary>Decides which messages go into the next batch. Knows sizes only.</summary>
internal sealed class Gathering(Lane lane, long after, BatchLimits limits)
{
    private long _items;
    private long _bytes;

    public Lane Lane => lane;

    public long First { get; private set; }

    /// <summary>The last message taken; before the first one, where to begin.</summary>
    public long Last { get; private set; } = after;

    public int Count { get; private set; }

    /// <summary>No further message fits.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes the message if it fits; the first one always does.</summary>
    public void TryAdd(long sequence, int items, long bytes)
    {
        if (Count > 0 && (_items + items > limits.MaxItems || _bytes + bytes > limits.MaxBytes))
        {
            IsFull = true;
            return;
        }

        First = Count == 0 ? sequence : First;
        Last = sequence;
        Count++;
        _items += items;
        _bytes += bytes;
        IsFull = _items >= limits.MaxItems || _bytes >= limits.MaxBytes;
    }
}
