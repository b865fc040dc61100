namespace Telemetry.Messaging.Consuming;

/// <summary>How long to wait after a failure: doubles from <paramref name="first"/> to <paramref name="max"/>, plus or minus a fifth by chance. Decides only.</summary>
public sealed class RetryBackoff(TimeSpan first, TimeSpan max, Random random)
{
    private int _failures;

    /// <summary>Counts a failure; the wait before the next attempt. The chance keeps many workers from returning all at once.</summary>
    public TimeSpan NextDelay()
    {
        double seconds = Math.Min(max.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(_failures, 30)));
        _failures++;
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * random.NextDouble())));
    }

    /// <summary>The next failure is a first one again.</summary>
    public void Reset() => _failures = 0;
}
