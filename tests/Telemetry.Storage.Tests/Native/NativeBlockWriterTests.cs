using CsCheck;
using Telemetry.Storage.Native;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Native;

public sealed class NativeBlockWriterTests(EngineFixture engine)
{
    private static readonly Gen<SampleRow> Rows = Gen.Select(
        Gen.ULong, Gen.Long[0, long.MaxValue], Gen.String, Gen.String[0, 3],
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 2], Gen.String).Array[0, 4], Gen.String[0, 2].Array[0, 4],
        (large, time, text, word, pairs, words) => new SampleRow(0, large, time, Whole(text), Whole(word), [.. pairs.Select(pair => (pair.Item1, Whole(pair.Item2)))], [.. words.Select(Whole)]));

    [Fact]
    public async Task Insert_RandomRows_ComeBackAsTheyWere()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        await Rows.Array[1, 300].SampleAsync(
            async rows =>
            {
                SampleRow[] numbered = [.. rows.Select((row, number) => row with { Number = (uint)number })];
                await endpoint.ExecuteAsync("TRUNCATE TABLE sample", TestContext.Current.CancellationToken);
                await InsertAsync(endpoint, numbered);
                await AssertStoredAsync(endpoint, numbered);
            },
            iter: 40, threads: 1);
    }

    [Theory]
    [InlineData(255)] // with the empty text: numbers of one byte, full
    [InlineData(256)] // two bytes
    [InlineData(65_535)] // two bytes, full
    [InlineData(70_000)] // four bytes
    public async Task Insert_ManyDistinctTexts_ComeBackAsTheyWere(int distinct)
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        SampleRow[] rows = [.. Enumerable.Range(0, distinct).Select(i => new SampleRow((uint)i, 1, 2, "", $"word{i}", [($"key{i}", $"{i}")], [$"{i}"]))];

        await InsertAsync(endpoint, rows);

        await AssertStoredAsync(endpoint, rows);
    }

    [Theory]
    [InlineData(4096 - 3)]
    [InlineData(300_000)]
    [InlineData(5_000_000)]
    public async Task Insert_LongText_SpansChunks(int length)
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        SampleRow[] rows = [.. Enumerable.Range(0, 3).Select(i => new SampleRow((uint)i, 1, 2, new string((char)('a' + i), length), "w", [("k", new string('v', length))], []))];

        await InsertAsync(endpoint, rows);

        await AssertStoredAsync(endpoint, rows);
    }

    [Fact]
    public async Task Insert_NoElementAnywhere_KeepsTheRow()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        SampleRow[] rows = [new SampleRow(0, 1, 2, "", "", [], [])];

        await InsertAsync(endpoint, rows);

        await AssertStoredAsync(endpoint, rows);
    }

    [Fact]
    public async Task Insert_NoRows_IsAccepted()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();

        await InsertAsync(endpoint, []);

        Assert.Equal(0, await endpoint.CountAsync("SELECT count() FROM sample", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Insert_BlockUsedAgain_HoldsOnlyTheNewRows()
    {
        ClickHouseEndpoint endpoint = await CreateAsync();
        using NativeInsertClient client = new(endpoint);
        SampleBlock block = new();
        SampleRow[] rows = [.. Enumerable.Range(0, 3).Select(i => new SampleRow((uint)i, 1, 2, $"text {i}", $"word {i}", [($"key {i}", "v")], ["a"]))];

        foreach (SampleRow row in rows)
        {
            block.Reset();
            block.Append(row);
            await client.InsertAsync(block, $"{row.Number}", TestContext.Current.CancellationToken);
        }

        await AssertStoredAsync(endpoint, rows);
    }

    [Fact]
    public void Write_UnevenColumns_Throws()
    {
        SampleBlock block = new();
        block.Append(new SampleRow(0, 1, 2, "", "", [], []));
        block.Small.Append(1);

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => NativeBlockWriter.Write(block, new NativeOutput()));

        Assert.Equal("Column Small of sample has 2 rows instead of 1.", refused.Message);
    }

    [Fact]
    public void Reset_AfterAnOutlier_GivesMemoryBackInAFewFills()
    {
        SampleBlock block = new();
        block.Append(new SampleRow(0, 1, 2, new string('x', 40_000_000), "", [], []));
        long large = block.Capacity;

        for (int i = 0; i < 20; i++)
        {
            block.Reset();
            block.Append(new SampleRow(0, 1, 2, "x", "", [], []));
        }

        Assert.InRange(block.Capacity, 1, large / 20);
    }

    // ClickHouse's JSON output, by which the test reads, cannot carry half a surrogate pair; the encoder does not care.
    private static string Whole(string text) => string.Concat(text.Where(character => !char.IsSurrogate(character)));

    private static async Task InsertAsync(ClickHouseEndpoint endpoint, SampleRow[] rows)
    {
        using NativeInsertClient client = new(endpoint);
        SampleBlock block = new();
        foreach (SampleRow row in rows)
        {
            block.Append(row);
        }

        await client.InsertAsync(block, Guid.NewGuid().ToString("N"), TestContext.Current.CancellationToken);
    }

    private static async Task AssertStoredAsync(ClickHouseEndpoint endpoint, SampleRow[] rows)
    {
        var stored = await endpoint.QueryAsync(SampleRow.Select, TestContext.Current.CancellationToken);
        Assert.Equal(rows.Select(row => row.Describe()), stored.Select(row => row.GetProperty("row").GetString()));
    }

    private async Task<ClickHouseEndpoint> CreateAsync()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();
        await endpoint.ExecuteAsync(SampleBlock.CreateTable, TestContext.Current.CancellationToken);
        return endpoint;
    }
}
