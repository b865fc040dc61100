namespace Telemetry.Storage.Native;

/// <summary>
/// Texts on their way into a <see cref="StringColumn"/>, already in Native form: thrown away when the record turns out to be broken, else
/// appended by one copy. Not thread-safe.
/// </summary>
public sealed class TextRow
{
    private byte[] _encoded = new byte[1024];
    private int _length;
    private int _last;

    /// <summary>Texts.</summary>
    public int Count { get; private set; }

    /// <summary>The texts, each as length and bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded.AsSpan(0, _length);

    /// <summary>The text added last.</summary>
    public ReadOnlySpan<byte> Last => _encoded.AsSpan(_last, _length - _last);

    /// <summary>Forgets the texts, keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        _length = 0;
        _last = 0;
    }

    /// <summary>Adds a text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        EnsureRoom(Varint.MaxBytes + text.Length);
        _last = _length + Varint.Write(_encoded.AsSpan(_length), (ulong)text.Length);
        text.CopyTo(_encoded.AsSpan(_last));
        _length = _last + text.Length;
        Count++;
    }

    /// <summary>Adds another row's texts.</summary>
    public void Add(TextRow other)
    {
        EnsureRoom(other._length);
        other.Encoded.CopyTo(_encoded.AsSpan(_length));
        _length += other._length;
        Count += other.Count;
    }

    private void EnsureRoom(int bytes)
    {
        if (_encoded.Length - _length < bytes)
        {
            Array.Resize(ref _encoded, Math.Max(_length + bytes, _encoded.Length * 2));
        }
    }
}
