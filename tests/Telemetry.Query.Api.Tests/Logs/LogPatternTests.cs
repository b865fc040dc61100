using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Logs;

public sealed class LogPatternTests(EngineFixture engine)
{
    private const long Second = 1_000_000_000;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000 * Second;
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    private static readonly string[] Names = ["ada", "bob", "cleo", "dan"];

    [Fact]
    public async Task Patterns_NumbersIdsAndNames_AreVariableAndCounted()
    {
        await using QueryApiHost host = await StartAsync();

        var patterns = await host.GetAsync<LogPatternList>($"/api/v1/projects/1/logs/patterns?{Range}");

        Assert.Equal(["user <*> signed in after <*> ms", "job <*> failed: disk full", "cache is cold"], patterns.Items.Select(pattern => pattern.Template));
        Assert.Equal([40L, 12L, 1L], patterns.Items.Select(pattern => pattern.Count));
        Assert.Equal(["info", "error", "info"], patterns.Items.Select(pattern => pattern.Severity));
        Assert.Equal((53, true), (patterns.Records, patterns.IsComplete));
        Assert.Equal("2026-11-23T10:00:00.000000000Z", patterns.Items[0].First);
    }

    [Fact]
    public async Task Query_OfEachPattern_FindsExactlyItsRecords()
    {
        await using QueryApiHost host = await StartAsync();
        var patterns = await host.GetAsync<LogPatternList>($"/api/v1/projects/1/logs/patterns?{Range}");

        foreach (LogPattern pattern in patterns.Items)
        {
            var count = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&query={Uri.EscapeDataString(pattern.Query)}");
            Assert.Equal(pattern.Count, count.Total);
        }
    }

    [Theory]
    [InlineData("<html> tab\there")]
    [InlineData("  two  spaces and\ta tab ")]
    [InlineData("> 5 (of \"7\") [x], a:b - c\\d *")]
    public async Task Query_OfOddMessages_FindsThem(string body)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(new TestLog { Nanoseconds = Start, Body = body });
        var patterns = await host.GetAsync<LogPatternList>($"/api/v1/projects/1/logs/patterns?{Range}");

        var count = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&query={Uri.EscapeDataString(patterns.Items.Single().Query)}");

        Assert.Equal(1, count.Total);
    }

    [Fact]
    public async Task Query_OfMessagesThatDifferInSpaces_FindsBoth()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(new TestLog { Nanoseconds = Start, Body = "cache is cold" }, new TestLog { Nanoseconds = Start, Body = "cache  is cold" });
        LogPattern pattern = Assert.Single((await host.GetAsync<LogPatternList>($"/api/v1/projects/1/logs/patterns?{Range}")).Items);

        var count = await host.GetAsync<LogCount>($"/api/v1/projects/1/logs/count?{Range}&query={Uri.EscapeDataString(pattern.Query)}");

        Assert.Equal((2L, 2L), (pattern.Count, count.Total));
    }

    [Fact]
    public async Task Limit_Query_NarrowWhatIsAnswered()
    {
        await using QueryApiHost host = await StartAsync();

        var one = await host.GetAsync<LogPatternList>($"/api/v1/projects/1/logs/patterns?{Range}&limit=1&query=level:error");

        Assert.Equal("job <*> failed: disk full", one.Items.Single().Template);
        Assert.Equal(12, one.Records);
    }

    private async Task<QueryApiHost> StartAsync()
    {
        QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(
        [
            .. Enumerable.Range(0, 40).Select(i => new TestLog { Nanoseconds = Start + i, Body = $"user {Names[i % 4]} signed in after {i}.5 ms" }),
            .. Enumerable.Range(0, 12).Select(i => new TestLog { Nanoseconds = Start + i, SeverityNumber = 17, SeverityText = "ERROR", Body = $"job 0b7c2d1e-0000-4000-8000-00000000000{i % 10} failed: disk full" }),
            new TestLog { Nanoseconds = Start, Body = "cache is cold\nand a second line" },
        ]);
        return host;
    }
}
