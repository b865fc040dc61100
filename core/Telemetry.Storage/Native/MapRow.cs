namespace Telemetry.Storage.Native;

/// <summary>
/// Pairs on their way into a <see cref="MapColumn"/>: numbers of keys in that column's dictionary, and values in Native form. Made once and
/// appended to one row or to a thousand, each time by two copies; thrown away when the record turns out to be broken. Not thread-safe.
/// </summary>
public sealed class MapRow
{
    private uint[] _keys = new uint[64];
    private byte[] _values = new byte[4 * 1024];
    private int _lastValue;

    /// <summary>Pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the values with their lengths.</summary>
    public int ValueBytes { get; private set; }

    /// <summary>Numbers of the keys.</summary>
    public ReadOnlySpan<uint> Keys => _keys.AsSpan(0, Count);

    /// <summary>The values, each as length and bytes.</summary>
    public ReadOnlySpan<byte> Values => _values.AsSpan(0, ValueBytes);

    /// <summary>The text of the value added last.</summary>
    public ReadOnlySpan<byte> LastValue => _values.AsSpan(_lastValue, ValueBytes - _lastValue);

    /// <summary>Forgets the pairs, keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        ValueBytes = 0;
        _lastValue = 0;
    }

    /// <summary>Adds a pair.</summary>
    public void Add(uint key, ReadOnlySpan<byte> value)
    {
        int needed = ValueBytes + Varint.MaxBytes + value.Length;
        if (needed > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(needed, _values.Length * 2));
        }

        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, _keys.Length * 2);
        }

        _keys[Count++] = key;
        _lastValue = ValueBytes + Varint.Write(_values.AsSpan(ValueBytes), (ulong)value.Length);
        value.CopyTo(_values.AsSpan(_lastValue));
        ValueBytes = _lastValue + value.Length;
    }
}
