namespace Telemetry.Ingest.Gateway.Auth;

/// <summary>
/// Keys the database did not know a moment ago, so that a client with a revoked key does not ask it at every request; and how often it is
/// asked about new ones, so that a flood of invented keys neither fills memory nor keeps the database busy. Safe for several threads.
/// </summary>
internal sealed class UnknownKeys(TimeSpan lifetime, TimeProvider time)
{
    private const int MaxRemembered = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<KeyDigest, long> _seenAt = [];

    /// <summary>Whether the key was unknown a moment ago.</summary>
    public bool Contains(KeyDigest key)
    {
        lock (_lock)
        {
            return _seenAt.TryGetValue(key, out long seenAt) && time.GetElapsedTime(seenAt) < lifetime;
        }
    }

    /// <summary>Remembers a key for a moment.</summary>
    public void Add(KeyDigest key)
    {
        lock (_lock)
        {
            // Forgetting all of them at once costs some questions; keeping them in order of age would cost code.
            if (_seenAt.Count >= MaxRemembered)
            {
                _seenAt.Clear();
            }

            _seenAt[key] = time.GetTimestamp();
        }
    }
}
