using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Telemetry.Ingest.Worker.Tests.Rows;

/// <summary>
/// Reads blocks in ClickHouse's Native format, ours before they are sent or the engine's answer to <c>FORMAT Native</c>, into rows that can be
/// compared: a line per column, <c>name = value</c>. Refuses text that is no UTF-8.
/// </summary>
internal sealed class NativeRows
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;
    private int _position;

    private NativeRows(byte[] bytes)
    {
        _bytes = bytes;
    }

    /// <summary>All rows of all blocks.</summary>
    public static IReadOnlyList<string> Parse(byte[] bytes)
    {
        NativeRows reader = new(bytes);
        List<string> rows = [];
        while (reader._position < bytes.Length)
        {
            rows.AddRange(reader.ReadBlock());
        }

        return rows;
    }

    private string[] ReadBlock()
    {
        int columns = ReadVarint();
        int rows = ReadVarint();
        StringBuilder[] lines = [.. Enumerable.Range(0, rows).Select(_ => new StringBuilder())];
        for (int column = 0; column < columns; column++)
        {
            string name = ReadText();
            string type = ReadText();
            ReadPrefix(type, rows);
            string[] values = ReadColumn(type, rows);
            for (int row = 0; row < rows; row++)
            {
                lines[row].Append(name).Append(" = ").Append(values[row]).Append('\n');
            }
        }

        return [.. lines.Select(line => line.ToString())];
    }

    private void ReadPrefix(string type, int rows)
    {
        if (rows > 0 && type.Contains("LowCardinality", StringComparison.Ordinal))
        {
            Require(ReadUInt64() == 1, "version of the dictionary");
        }
    }

    private string[] ReadColumn(string type, int rows) => type switch
    {
        "UInt8" => Repeat(rows, () => Number(_bytes[_position++])),
        "UInt16" => Repeat(rows, () => Number(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)))),
        "UInt32" => Repeat(rows, () => Number(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))),
        "UInt64" => Repeat(rows, () => Number(ReadUInt64())),
        "DateTime64(9)" => Repeat(rows, () => Number((long)ReadUInt64())),
        "String" => Repeat(rows, ReadText),
        "LowCardinality(String)" => ReadLowCardinality(rows),
        "Map(LowCardinality(String), String)" => ReadMap(rows),
        _ when type.StartsWith("Array(", StringComparison.Ordinal) => ReadArray(type["Array(".Length..^1], rows),
        _ => throw new FormatException($"Unknown type {type}."),
    };

    private string[] ReadLowCardinality(int rows)
    {
        if (rows == 0)
        {
            return [];
        }

        int width = 1 << (int)(ReadUInt64() & 0xff);
        string[] texts = Repeat((int)ReadUInt64(), ReadText);
        Require(ReadUInt64() == (ulong)rows, "rows of the dictionary");
        return Repeat(rows, () => texts[Index(Take(width))]);
    }

    private string[] ReadMap(int rows)
    {
        int[] ends = ReadEnds(rows);
        int pairs = ends.LastOrDefault();
        string[] keys = ReadLowCardinality(pairs);
        string[] values = Repeat(pairs, ReadText);
        return Slice(ends, i => $"{keys[i]}={values[i]}", '{', '}');
    }

    private string[] ReadArray(string elementType, int rows)
    {
        int[] ends = ReadEnds(rows);
        string[] elements = ReadColumn(elementType, ends.LastOrDefault());
        return Slice(ends, i => elements[i], '[', ']');
    }

    private int[] ReadEnds(int rows) => [.. Enumerable.Range(0, rows).Select(_ => (int)ReadUInt64())];

    private static string[] Slice(int[] ends, Func<int, string> element, char open, char close)
    {
        string[] rows = new string[ends.Length];
        for (int row = 0, start = 0; row < rows.Length; start = ends[row++])
        {
            rows[row] = open + string.Join(", ", Enumerable.Range(start, ends[row] - start).Select(element)) + close;
        }

        return rows;
    }

    private static string[] Repeat(int count, Func<string> read)
    {
        string[] values = new string[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = read();
        }

        return values;
    }

    private static string Number(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new FormatException($"Wrong {what}.");
        }
    }

    private static int Index(ReadOnlySpan<byte> bytes)
    {
        int index = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            index = (index << 8) | bytes[i];
        }

        return index;
    }

    private string ReadText() => StrictUtf8.GetString(Take(ReadVarint()));

    private ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    private int ReadVarint()
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = _bytes[_position++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _bytes.AsSpan(_position, count);
        _position += count;
        return taken;
    }
}
