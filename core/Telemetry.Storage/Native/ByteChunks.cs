using System.Runtime.CompilerServices;

namespace Telemetry.Storage.Native;

/// <summary>
/// Bytes that only grow, in chunks: growing never copies what is there, and a chunk is sent as it lies. Keeps its memory over
/// <see cref="Reset"/>, so that a buffer that is filled again and again allocates nothing. Not thread-safe.
/// </summary>
public sealed class ByteChunks
{
    /// <summary>The most that <see cref="Reserve"/> gives in one piece.</summary>
    public const int MaxReserve = 1024;

    // Small at first, for columns that stay small; multiples of 8, so that a number never straddles two chunks.
    private const int FirstChunkBytes = 4 * 1024;
    private const int LargestChunkBytes = 256 * 1024;

    private readonly List<byte[]> _chunks = [];
    private readonly List<int> _filled = [];
    private byte[] _current = [];
    private int _used;
    private long _before;

    /// <summary>Bytes so far.</summary>
    public long Length => _before + _used;

    /// <summary>Bytes of memory held, filled or not.</summary>
    public long Capacity => _chunks.Sum(chunk => (long)chunk.Length);

    /// <summary>Appends <paramref name="count"/> bytes, at most <see cref="MaxReserve"/>, for the caller to fill at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int count)
    {
        if (_current.Length - _used < count)
        {
            TakeNextChunk();
        }

        Span<byte> reserved = _current.AsSpan(_used, count);
        _used += count;
        return reserved;
    }

    /// <summary>Appends bytes of any length; they may end up in several chunks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _current.Length - _used)
        {
            AppendInPieces(bytes);
            return;
        }

        bytes.CopyTo(_current.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>What was written, in order. Valid until the next <see cref="Reset"/>.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        for (int i = 0; i < _filled.Count; i++)
        {
            yield return _chunks[i].AsMemory(0, _filled[i]);
        }

        if (_used > 0)
        {
            yield return _current.AsMemory(0, _used);
        }
    }

    /// <summary>Starts again. Memory that this fill did not need is given up by a quarter, so that an outlier is forgotten after a few fills.</summary>
    public void Reset()
    {
        int needed = _current.Length == 0 ? 0 : _filled.Count + 1;
        int kept = Math.Max(needed, _chunks.Count * 3 / 4);
        _chunks.RemoveRange(kept, _chunks.Count - kept);
        _filled.Clear();
        _current = _chunks.Count == 0 ? [] : _chunks[0];
        _used = 0;
        _before = 0;
    }

    private void AppendInPieces(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == _current.Length)
            {
                TakeNextChunk();
            }

            int fits = Math.Min(bytes.Length, _current.Length - _used);
            bytes[..fits].CopyTo(_current.AsSpan(_used));
            _used += fits;
            bytes = bytes[fits..];
        }
    }

    private void TakeNextChunk()
    {
        if (_current.Length > 0)
        {
            _filled.Add(_used);
            _before += _used;
        }

        if (_filled.Count == _chunks.Count)
        {
            _chunks.Add(GC.AllocateUninitializedArray<byte>(Math.Clamp(_current.Length * 2, FirstChunkBytes, LargestChunkBytes)));
        }

        _current = _chunks[_filled.Count];
        _used = 0;
    }
}
