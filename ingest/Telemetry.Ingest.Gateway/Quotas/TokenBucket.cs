namespace Telemetry.Ingest.Gateway.Quotas;

/// <summary>
/// A rate limit that lets a burst through. Something larger than the burst passes when the bucket is not empty and leaves it in debt, so
/// that the rate holds on average and no request is too large to ever pass. Not safe for several threads: <see cref="KeyQuota"/> locks.
/// </summary>
internal struct TokenBucket
{
    private double _balance;
    private long _filledAt;
    private bool _started;

    /// <summary>How long until something may be taken; zero when now.</summary>
    /// <param name="ratePerSecond">Positive.</param>
    /// <param name="burst">The bucket holds the rate times this.</param>
    /// <param name="time">Its timestamps fill the bucket.</param>
    public TimeSpan Fill(double ratePerSecond, TimeSpan burst, TimeProvider time)
    {
        long now = time.GetTimestamp();
        double capacity = ratePerSecond * burst.TotalSeconds;
        double refill = _started ? time.GetElapsedTime(_filledAt, now).TotalSeconds * ratePerSecond : capacity;
        _balance = Math.Min(capacity, _balance + refill);
        _filledAt = now;
        _started = true;
        return _balance > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _balance) / ratePerSecond);
    }

    /// <summary>Takes, or gives back what was taken when negative.</summary>
    public void Take(long amount) => _balance -= amount;
}
