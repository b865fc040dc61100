namespace Telemetry.Messaging;

/// <summary>
/// Decides where a batch ends, from sizes alone: the same messages with the same limits always end at the same place, whoever asks and
/// whenever. RabbitMq/ depends on that (docs/adr/0021).
/// </summary>
internal sealed class BatchFill(BatchLimits limits, int maxMessages = int.MaxValue)
{
    private long _items;
    private long _bytes;

    /// <summary>Messages taken.</summary>
    public int Count { get; private set; }

    /// <summary>No further message fits.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Takes the message if it fits; the first one always does. False: the batch ends before it.</summary>
    public bool TryAdd(int items, long bytes)
    {
        if (Count > 0 && (_items + items > limits.MaxItems || _bytes + bytes > limits.MaxBytes))
        {
            IsFull = true;
            return false;
        }

        Count++;
        _items += items;
        _bytes += bytes;
        IsFull = _items >= limits.MaxItems || _bytes >= limits.MaxBytes || Count >= maxMessages;
        return true;
    }
}
