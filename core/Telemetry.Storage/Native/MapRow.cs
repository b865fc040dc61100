namespace Telemetry.Storage.Native;

/// <summary>
/// Pairs on their way into a <see cref="MapColumn"/>: numbers of keys in that column's dictionary, and values in Native form. Made once and
/// appended to one row or to a thousand, each time by two copies; thrown away when the record turns out to be broken. Not thread-safe.
/// </summary>
public sealed class MapRow
{
    private uint[] _keys = new uint[64];

    /// <summary>Pairs.</summary>
    public int Count => Values.Count;

    /// <summary>Bytes it takes in a block.</summary>
    public int ByteCount => Values.Encoded.Length + (Count * sizeof(uint));

    /// <summary>Numbers of the keys.</summary>
    public ReadOnlySpan<uint> Keys => _keys.AsSpan(0, Count);

    /// <summary>The values.</summary>
    public TextRow Values { get; } = new();

    /// <summary>Forgets the pairs, keeps the memory.</summary>
    public void Clear() => Values.Clear();

    /// <summary>Adds a pair.</summary>
    public void Add(uint key, ReadOnlySpan<byte> value)
    {
        EnsureRoom(1);
        _keys[Count] = key;
        Values.Add(value);
    }

    /// <summary>Adds another row's pairs; it belongs to the same column.</summary>
    public void Add(MapRow other)
    {
        EnsureRoom(other.Count);
        other.Keys.CopyTo(_keys.AsSpan(Count));
        Values.Add(other.Values);
    }

    private void EnsureRoom(int pairs)
    {
        if (_keys.Length - Count < pairs)
        {
            Array.Resize(ref _keys, Math.Max(Count + pairs, _keys.Length * 2));
        }
    }
}
