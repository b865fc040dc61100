namespace Telemetry.Web.Traces;

/// <summary>Whose layout it is, and of what. The token is that of the reader: nobody is shown what another may see.</summary>
/// <param name="Token">API token of the session.</param>
/// <param name="Project">Project id.</param>
/// <param name="TraceId">As in the address.</param>
/// <param name="Find">What is marked.</param>
internal sealed record TraceLayoutKey(string Token, string Project, string TraceId, string Find);

/// <summary>
/// Layouts of the traces that are being read, for a moment: rows that come as somebody scrolls are cut from the layout of the page they scroll on. Reading 10,000 spans
/// again for each window took most of two cores, the browser's share included (docs/adr/0100). Bounded in bytes; those used longest ago go first.
/// </summary>
internal sealed class TraceLayouts(TimeProvider time)
{
    /// <summary>All layouts together, in bytes.</summary>
    public const long MaxBytes = 32_000_000;

    // A trace may still grow: who reloads the page reads it anew, and who scrolls for longer gets what is new by then.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<TraceLayoutKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>What is kept now, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Keeps a layout in place of an earlier one. One larger than everything may be is not kept.</summary>
    public void Keep(TraceLayoutKey key, TraceLayout layout)
    {
        var entry = new Entry(key, layout, layout.Bytes, time.GetUtcNow() + Lifetime);
        lock (_lock)
        {
            Remove(key);
            RemoveOld();
            if (entry.Bytes > MaxBytes)
            {
                return;
            }

            while (Bytes + entry.Bytes > MaxBytes && _byUse.Last is { } last)
            {
                Remove(last.Value.Key);
            }

            _entries[key] = _byUse.AddFirst(entry);
            Bytes += entry.Bytes;
        }
    }

    /// <summary>A layout; null when it was not kept, or for too long.</summary>
    public TraceLayout? Find(TraceLayoutKey key)
    {
        lock (_lock)
        {
            RemoveOld();
            if (!_entries.TryGetValue(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Layout;
        }
    }

    private void RemoveOld()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _byUse.Where(entry => entry.Until <= now).ToList())
        {
            Remove(entry.Key);
        }
    }

    private void Remove(TraceLayoutKey key)
    {
        if (_entries.Remove(key, out var node))
        {
            _byUse.Remove(node);
            Bytes -= node.Value.Bytes;
        }
    }

    private sealed record Entry(TraceLayoutKey Key, TraceLayout Layout, long Bytes, DateTimeOffset Until);
}
