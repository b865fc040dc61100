using System.Runtime.CompilerServices;
using System.Text;

namespace Telemetry.Storage.Native;

/// <summary>A <c>String</c> column: each row is a length and the bytes, kept in that form from the start.</summary>
public sealed class StringColumn : NativeColumn
{
    private readonly ByteChunks _encoded = new();
    private long _rows;

    /// <inheritdoc />
    public override string TypeName => "String";

    /// <inheritdoc />
    public override long Rows => _rows;

    /// <inheritdoc />
    public override long Capacity => _encoded.Capacity;

    /// <summary>Adds a row.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        AppendLength(text.Length);
        _encoded.Append(text);
    }

    /// <summary>Adds a row; null is empty. For rows that are few: it makes bytes of the text first.</summary>
    public void Append(string? text) => Append(Encoding.UTF8.GetBytes(text ?? ""));

    /// <summary>Adds a row of <paramref name="length"/> bytes, at most <see cref="ByteChunks.MaxReserve"/>, for the caller to fill at once.</summary>
    public Span<byte> Reserve(int length)
    {
        AppendLength(length);
        return _encoded.Reserve(length);
    }

    /// <summary>Adds a row per text.</summary>
    public void Append(TextRow texts)
    {
        _rows += texts.Count;
        _encoded.Append(texts.Encoded);
    }

    /// <inheritdoc />
    public override void Reset()
    {
        _encoded.Reset();
        _rows = 0;
    }

    /// <inheritdoc />
    public override void WriteData(NativeOutput output) => output.WriteChunks(_encoded);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendLength(int length)
    {
        _rows++;
        if (length < 0x80)
        {
            _encoded.Reserve(1)[0] = (byte)length;
            return;
        }

        Span<byte> bytes = stackalloc byte[Varint.MaxBytes];
        _encoded.Append(bytes[..Varint.Write(bytes, (ulong)length)]);
    }
}
