namespace Telemetry.Ingest.Gateway.Drops;

/// <summary>Items that were dropped with an error answer, summed until the next flush. Safe for several threads.</summary>
internal sealed class DropSums
{
    private readonly Lock _lock = new();
    private Dictionary<DropKey, DropSum> _sums = [];

    /// <summary>Adds to a sum.</summary>
    public void Add(DropKey key, DropSum sum)
    {
        lock (_lock)
        {
            _sums[key] = _sums.GetValueOrDefault(key) + sum;
        }
    }

    /// <summary>Takes all sums out.</summary>
    public IReadOnlyDictionary<DropKey, DropSum> TakeAll()
    {
        lock (_lock)
        {
            Dictionary<DropKey, DropSum> taken = _sums;
            _sums = [];
            return taken;
        }
    }
}
