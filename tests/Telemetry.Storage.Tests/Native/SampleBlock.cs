using System.Text;
using Telemetry.Storage.Native;

namespace Telemetry.Storage.Tests.Native;

/// <summary>A block with a column of every type the encoder knows.</summary>
internal sealed class SampleBlock : NativeBlock
{
    public const string CreateTable =
        """
        CREATE TABLE sample
        (
            Number UInt32, Small UInt8, Short UInt16, Large UInt64, Time DateTime64(9), Text String, Word LowCardinality(String),
            Pairs Map(LowCardinality(String), String), Numbers Array(UInt64), Words Array(LowCardinality(String)),
            Maps Array(Map(LowCardinality(String), String))
        )
        ENGINE = MergeTree ORDER BY Number SETTINGS non_replicated_deduplication_window = 100
        """;

    private readonly MapRow _row = new();

    public SampleBlock()
        : base("sample")
    {
        Number = Add("Number", new FixedColumn<uint>("UInt32"));
        Small = Add("Small", new FixedColumn<byte>("UInt8"));
        Short = Add("Short", new FixedColumn<ushort>("UInt16"));
        Large = Add("Large", new FixedColumn<ulong>("UInt64"));
        Time = Add("Time", new FixedColumn<long>("DateTime64(9)"));
        Text = Add("Text", new StringColumn());
        Word = Add("Word", new LowCardinalityColumn());
        Pairs = Add("Pairs", new MapColumn());
        Numbers = Add("Numbers", new ArrayColumn<FixedColumn<ulong>>(new("UInt64")));
        Words = Add("Words", new ArrayColumn<LowCardinalityColumn>(new()));
        Maps = Add("Maps", new ArrayColumn<MapColumn>(new()));
    }

    public FixedColumn<uint> Number { get; }
    public FixedColumn<byte> Small { get; }
    public FixedColumn<ushort> Short { get; }
    public FixedColumn<ulong> Large { get; }
    public FixedColumn<long> Time { get; }
    public StringColumn Text { get; }
    public LowCardinalityColumn Word { get; }
    public MapColumn Pairs { get; }
    public ArrayColumn<FixedColumn<ulong>> Numbers { get; }
    public ArrayColumn<LowCardinalityColumn> Words { get; }
    public ArrayColumn<MapColumn> Maps { get; }

    protected override int KeyCount => Pairs.Keys.Count;

    public void Append(SampleRow row)
    {
        Number.Append(row.Number);
        Small.Append((byte)row.Number);
        Short.Append((ushort)row.Number);
        Large.Append(row.Large);
        Time.Append(row.Time);
        Text.Append(Encoding.UTF8.GetBytes(row.Text));
        Word.Append(Word.Dictionary.FindOrAdd(Encoding.UTF8.GetBytes(row.Word)));
        Pairs.Append(Map(Pairs, row.Pairs));
        foreach (string word in row.Words)
        {
            Numbers.Elements.Append((ulong)word.Length);
            Words.Elements.Append(Words.Elements.Dictionary.FindOrAdd(Encoding.UTF8.GetBytes(word)));
            Maps.Elements.Append(Map(Maps.Elements, row.Pairs));
        }

        Numbers.EndRow();
        Words.EndRow();
        Maps.EndRow();
        EndRow(row.Text.Length);
    }

    private MapRow Map(MapColumn column, IReadOnlyList<(string Key, string Value)> pairs)
    {
        _row.Clear();
        for (int i = 0; i < pairs.Count; i++)
        {
            byte[] key = Encoding.UTF8.GetBytes(pairs[i].Key);
            _row.Add(column.TryFindKey(i, key, out uint number) ? number : column.Keys.FindOrAdd(key), Encoding.UTF8.GetBytes(pairs[i].Value));
        }

        return _row;
    }
}

/// <summary>A row of it. The other columns follow from these.</summary>
internal sealed record SampleRow(uint Number, ulong Large, long Time, string Text, string Word, (string Key, string Value)[] Pairs, string[] Words)
{
    /// <summary>The row in the words of <see cref="Select"/>.</summary>
    public string Describe() => string.Join(
        "|", Number, (byte)Number, (ushort)Number, Large, Time, Text, Word, Describe(Pairs),
        string.Join(",", Words.Select(word => (ulong)word.Length)), string.Join(",", Words), string.Join(";", Words.Select(_ => Describe(Pairs))));

    /// <summary>Asks for every row as one text in column <c>row</c>.</summary>
    public const string Select =
        """
        SELECT concatWithSeparator('|', toString(Number), toString(Small), toString(Short), toString(Large), toString(toUnixTimestamp64Nano(Time)), Text, Word,
            arrayStringConcat(arrayMap((k, v) -> concat(k, '=', v), mapKeys(Pairs), mapValues(Pairs)), ','),
            arrayStringConcat(arrayMap(x -> toString(x), Numbers), ','), arrayStringConcat(Words, ','),
            arrayStringConcat(arrayMap(m -> arrayStringConcat(arrayMap((k, v) -> concat(k, '=', v), mapKeys(m), mapValues(m)), ','), Maps), ';')) AS row
        FROM sample ORDER BY Number
        """;

    private static string Describe((string Key, string Value)[] pairs) => string.Join(",", pairs.Select(pair => $"{pair.Key}={pair.Value}"));
}
