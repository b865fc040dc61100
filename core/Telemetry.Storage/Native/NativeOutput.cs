using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Storage.Native;

/// <summary>
/// Collects a block as a list of memory pieces, in wire order: small things are written into scratch memory, the columns' own chunks are
/// only pointed at. So the whole is sent with a known length and without a copy. Valid until the columns or this are reset.
/// </summary>
public sealed class NativeOutput
{
    /// <summary>The most that <see cref="Reserve"/> gives in one piece.</summary>
    public const int MaxReserve = 64 * 1024;

    private readonly List<byte[]> _scratches = [];
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private int _scratch = -1;
    private int _pieceStart;
    private int _used = MaxReserve;

    /// <summary>The pieces, once <see cref="Complete"/> was called.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces => _pieces;

    /// <summary>Bytes in all.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of memory held.</summary>
    public long Capacity => _scratches.Count * (long)MaxReserve;

    /// <summary>Forgets everything, keeps the memory.</summary>
    public void Reset()
    {
        _pieces.Clear();
        _scratch = -1;
        _pieceStart = 0;
        _used = MaxReserve;
        Length = 0;
    }

    /// <summary>Takes <paramref name="count"/> bytes, at most <see cref="MaxReserve"/>, for the caller to fill at once.</summary>
    public Span<byte> Reserve(int count)
    {
        if (MaxReserve - _used < count)
        {
            TakeNextScratch();
        }

        Span<byte> reserved = _scratches[_scratch].AsSpan(_used, count);
        _used += count;
        Length += count;
        return reserved;
    }

    /// <summary>Writes a number as LEB128.</summary>
    public void WriteVarint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[Varint.MaxBytes];
        bytes = bytes[..Varint.Write(bytes, value)];
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Writes 8 bytes, little-endian.</summary>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), value);

    /// <summary>Writes a length and UTF-8 text.</summary>
    public void WriteString(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        WriteVarint((ulong)length);
        Encoding.UTF8.GetBytes(text, Reserve(length));
    }

    /// <summary>Points at memory that stays as it is until this is reset.</summary>
    public void WriteMemory(ReadOnlyMemory<byte> bytes)
    {
        EndPiece();
        _pieces.Add(bytes);
        Length += bytes.Length;
    }

    /// <summary>Points at all of a column's memory.</summary>
    public void WriteChunks(ByteChunks chunks)
    {
        foreach (ReadOnlyMemory<byte> chunk in chunks.Chunks())
        {
            WriteMemory(chunk);
        }
    }

    /// <summary>Ends the list.</summary>
    public void Complete() => EndPiece();

    private void TakeNextScratch()
    {
        EndPiece();
        if (++_scratch == _scratches.Count)
        {
            _scratches.Add(new byte[MaxReserve]);
        }

        _pieceStart = 0;
        _used = 0;
    }

    private void EndPiece()
    {
        if (_scratch >= 0 && _used > _pieceStart)
        {
            _pieces.Add(_scratches[_scratch].AsMemory(_pieceStart, _used - _pieceStart));
            _pieceStart = _used;
        }
    }
}
