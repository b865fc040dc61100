namespace Telemetry.Messaging.Publishing;

/// <summary>Bounds the bytes on their way into the queue, over all lanes: memory stays bounded when the disk or the broker is slow.</summary>
internal sealed class InFlightBytes(long max)
{
    private long _current;

    /// <summary>False, and nothing taken, when it would be too many. One message alone always fits.</summary>
    public bool TryTake(long bytes)
    {
        long after = Interlocked.Add(ref _current, bytes);
        if (after <= max || after == bytes)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _current, -bytes);
}
