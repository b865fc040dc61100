using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Telemetry.Storage.Native;

/// <summary>
/// A <c>LowCardinality(String)</c> column: a dictionary and a number per row. Rows are appended by number, so that a text which repeats
/// (a resource's service, an attribute's key) is looked up once.
/// </summary>
public sealed class LowCardinalityColumn : NativeColumn
{
    // How ClickHouse serialises a LowCardinality column: keys with each block, and an update of the dictionary in it.
    private const ulong SharedDictionariesWithAdditionalKeys = 1;
    private const ulong HasAdditionalKeys = 1 << 9;
    private const ulong NeedUpdateDictionary = 1 << 10;

    private readonly ByteChunks _numbers = new();
    private uint _guess;

    /// <summary>The texts; number 0 is the empty one.</summary>
    public Utf8Dictionary Dictionary { get; } = new();

    /// <inheritdoc />
    public override string TypeName => "LowCardinality(String)";

    /// <inheritdoc />
    public override long Rows => _numbers.Length / sizeof(uint);

    /// <inheritdoc />
    public override long Capacity => _numbers.Capacity + Dictionary.Capacity;

    /// <summary>Adds a row by the number of its text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(uint number) => MemoryMarshal.Write(_numbers.Reserve(sizeof(uint)), in number);

    /// <summary>The number of a text that is there already. Often the next row says the same, so the last answer is compared first.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out uint number)
    {
        number = _guess;
        if (Dictionary.Is(_guess, text))
        {
            return true;
        }

        if (!Dictionary.TryFind(text, out number))
        {
            return false;
        }

        _guess = number;
        return true;
    }

    /// <summary>Adds a row by its text; null is empty. For rows that are few: it makes bytes of the text first.</summary>
    public void Append(string? text) => Append(Dictionary.FindOrAdd(Encoding.UTF8.GetBytes(text ?? "")));

    /// <summary>Adds rows by number.</summary>
    public void Append(ReadOnlySpan<uint> numbers) => _numbers.Append(MemoryMarshal.AsBytes(numbers));

    /// <inheritdoc />
    public override void Reset()
    {
        _numbers.Reset();
        _guess = 0;
        Dictionary.Clear();
    }

    /// <inheritdoc />
    public override void WritePrefix(NativeOutput output) => output.WriteUInt64(SharedDictionariesWithAdditionalKeys);

    /// <inheritdoc />
    public override void WriteData(NativeOutput output)
    {
        // Inside an empty array or map ClickHouse writes and expects nothing, not even the flags.
        if (Rows == 0)
        {
            return;
        }

        ulong widthCode = (ulong)NumberBytes() >> 1;
        output.WriteUInt64(widthCode | HasAdditionalKeys | NeedUpdateDictionary);
        output.WriteUInt64((ulong)Dictionary.Count);
        output.WriteMemory(Dictionary.Encoded);
        output.WriteUInt64((ulong)Rows);
        WriteNumbers(output);
    }

    /// <summary>The narrowest width that holds all numbers: 1, 2 or 4 bytes, which ClickHouse calls 0, 1 and 2.</summary>
    private int NumberBytes() => Dictionary.Count switch
    {
        <= byte.MaxValue + 1 => sizeof(byte),
        <= ushort.MaxValue + 1 => sizeof(ushort),
        _ => sizeof(uint),
    };

    private void WriteNumbers(NativeOutput output)
    {
        int width = NumberBytes();
        if (width == sizeof(uint))
        {
            output.WriteChunks(_numbers);
            return;
        }

        foreach (ReadOnlyMemory<byte> chunk in _numbers.Chunks())
        {
            ReadOnlySpan<uint> numbers = MemoryMarshal.Cast<byte, uint>(chunk.Span);
            while (!numbers.IsEmpty)
            {
                ReadOnlySpan<uint> some = numbers[..Math.Min(numbers.Length, NativeOutput.MaxReserve / sizeof(ushort))];
                Narrow(some, output.Reserve(some.Length * width), width);
                numbers = numbers[some.Length..];
            }
        }
    }

    private static void Narrow(ReadOnlySpan<uint> numbers, Span<byte> destination, int width)
    {
        if (width == sizeof(byte))
        {
            for (int i = 0; i < numbers.Length; i++)
            {
                destination[i] = (byte)numbers[i];
            }

            return;
        }

        Span<ushort> wide = MemoryMarshal.Cast<byte, ushort>(destination);
        for (int i = 0; i < numbers.Length; i++)
        {
            wide[i] = (ushort)numbers[i];
        }
    }
}
