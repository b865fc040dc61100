namespace Telemetry.Messaging.Sqlite;

/// <summary>The range of messages that becomes the next batch, while it grows.</summary>
internal sealed class Gathering(Lane lane, long after, BatchLimits limits)
{
    private readonly BatchFill _fill = new(limits);

    public bool IsEmpty => _fill.Count == 0;

    /// <summary>No further message fits.</summary>
    public bool IsFull => _fill.IsFull;

    /// <summary>Empty: a range before its first message.</summary>
    public SequenceRange Range { get; private set; } = new(lane, after + 1, after);

    /// <summary>Takes the message if it fits.</summary>
    public void TryAdd(long sequence, int items, long bytes)
    {
        bool isFirst = IsEmpty;
        if (_fill.TryAdd(items, bytes))
        {
            Range = new SequenceRange(lane, isFirst ? sequence : Range.First, sequence);
        }
    }
}
