using Telemetry.Control.Projects;

namespace Telemetry.Ingest.Gateway.Quotas;

/// <summary>What a key has used of its rate: items and bytes, each with a bucket of its own.</summary>
internal sealed class KeyQuota(TimeSpan burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TokenBucket _items;
    private TokenBucket _bytes;

    /// <summary>Takes a request's items and bytes. Returns zero, or when to come again; then nothing is taken.</summary>
    public TimeSpan Take(IngestKeyGrant grant, int items, int bytes)
    {
        if (!IsLimited(grant))
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            TimeSpan wait = Longer(Fill(ref _items, grant.MaxItemsPerSecond), Fill(ref _bytes, grant.MaxBytesPerSecond));
            if (wait == TimeSpan.Zero)
            {
                _items.Take(items);
                _bytes.Take(bytes);
            }

            return wait;
        }
    }

    /// <summary>Gives back what a request took that was not stored in the end: its repetition is not charged twice.</summary>
    public void GiveBack(IngestKeyGrant grant, int items, int bytes)
    {
        if (IsLimited(grant))
        {
            lock (_lock)
            {
                _items.Take(-items);
                _bytes.Take(-bytes);
            }
        }
    }

    private static bool IsLimited(IngestKeyGrant grant) => grant is not { MaxItemsPerSecond: null or 0, MaxBytesPerSecond: null or 0 };

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private TimeSpan Fill(ref TokenBucket bucket, long? ratePerSecond) =>
        ratePerSecond is > 0 ? bucket.Fill(ratePerSecond.Value, burst, time) : TimeSpan.Zero;
}
