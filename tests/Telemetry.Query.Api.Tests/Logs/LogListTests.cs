using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Logs;

public sealed class LogListTests(EngineFixture engine)
{
    private const long Second = 1_000_000_000;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000 * Second;
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    [Fact]
    public async Task List_OneRecord_ShowsEveryColumn()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync(new TestLog
        {
            Nanoseconds = Start + 123_456_789,
            SeverityNumber = 17,
            SeverityText = "ERROR",
            Service = "checkout",
            Release = "2.1.0",
            Environment = "staging",
            Body = "Disk full: 'C:\\data' — größer",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
            SpanId = "b7ad6b7169203331",
            Scope = "app.module",
            EventName = "disk.full",
            Attributes = new Dictionary<string, string> { ["http.route"] = "/pay", ["empty"] = "" },
            Resource = new Dictionary<string, string> { ["host.name"] = "node-1" },
        });

        var page = await host.GetAsync<LogPage>($"/api/v1/projects/1/logs?{Range}");

        LogItem item = Assert.Single(page.Items);
        Assert.Equivalent(
            new LogItem
            {
                Timestamp = "2026-11-23T10:00:00.123456789Z",
                Severity = "error",
                SeverityNumber = 17,
                SeverityText = "ERROR",
                Service = "checkout",
                Release = "2.1.0",
                Environment = "staging",
                Body = "Disk full: 'C:\\data' — größer",
                TraceId = "0af7651916cd43dd8448eb211c80319c",
                SpanId = "b7ad6b7169203331",
                Scope = "app.module",
                EventName = "disk.full",
                Attributes = new Dictionary<string, string> { ["http.route"] = "/pay", ["empty"] = "" },
                Resource = new Dictionary<string, string> { ["host.name"] = "node-1" },
            },
            item,
            strict: true);
        Assert.Null(page.Next);
        Assert.Equal(new TimeRange("2026-11-23T10:00:00.000000000Z", "2026-11-23T11:00:00.000000000Z"), page.Searched);
    }

    [Fact]
    public async Task List_ManyPages_EveryRecordOnceNewestFirst()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync([.. Enumerable.Range(0, 250).Select(i => new TestLog { Nanoseconds = Start + (i * Second), Body = $"record {i}" })]);

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await host.GetAsync<LogPage>($"/api/v1/projects/1/logs?{(next is null ? Range : $"cursor={next}")}&limit=40");
            seen.AddRange(page.Items.Select(item => item.Body));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(0, 250).Reverse().Select(i => $"record {i}"), seen);
    }

    // Ten days, so that every way of looking for a word is used: a few at once, the last hour, the last week, the rest.
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(101)]
    [InlineData(450)]
    public async Task List_WordOnManyDays_EveryRecordOnceNewestFirst(int records)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        long apart = 10 * 24 * 3600 / records * Second;
        await host.Store.InsertAsync([.. Enumerable.Range(0, records).SelectMany(i => new[]
        {
            new TestLog { Nanoseconds = Start - (i * apart), Body = $"needle {i}" },
            new TestLog { Nanoseconds = Start - (i * apart), Body = $"hay {i}" },
        })]);

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await host.GetAsync<LogPage>($"/api/v1/projects/1/logs?query=needle&{(next is null ? "from=2026-11-12T00:00:00Z&to=2026-11-23T11:00:00Z" : $"cursor={next}")}&limit=60");
            seen.AddRange(page.Items.Select(item => item.Body));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(0, records).Select(i => $"needle {i}"), seen);
    }

    [Fact]
    public async Task List_NoRange_IsTheLastHour()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-23T11:00:00Z", null));
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync(), time);
        await host.Store.InsertAsync(
            new TestLog { Nanoseconds = Start - 1, Body = "too old" }, new TestLog { Nanoseconds = Start, Body = "in" }, new TestLog { Nanoseconds = Start + (3600 * Second), Body = "to come" });

        Assert.Equal(["in"], (await host.GetAsync<LogPage>("/api/v1/projects/1/logs")).Items.Select(item => item.Body));
        Assert.Equal(["in", "too old"], (await host.GetAsync<LogPage>("/api/v1/projects/1/logs?from=now-2h")).Items.Select(item => item.Body));
        Assert.Equal(["to come"], (await host.GetAsync<LogPage>("/api/v1/projects/1/logs?from=now&to=%2b1s")).Items.Select(item => item.Body));
        Assert.Equal(["too old"], (await host.GetAsync<LogPage>("/api/v1/projects/1/logs?from=-2h&to=-60m")).Items.Select(item => item.Body));
    }

    [Fact]
    public async Task List_BadQuery_SaysWhereAndWhatWasExpected()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());

        JsonElement problem = await host.GetProblemAsync("/api/v1/projects/1/logs?query=disk%20level:loud", HttpStatusCode.BadRequest);

        Assert.Equal(11, problem.GetProperty("position").GetInt32());
        Assert.Equal(4, problem.GetProperty("length").GetInt32());
        Assert.Contains("error", problem.GetProperty("expected").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal("'loud' is no level.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-13-01T00:00:00Z", "to")]
    [InlineData("from=now&to=now-1h", "from")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=%2A%2A", "cursor")]
    public async Task List_BadParameter_IsNamed(string parameters, string name)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/logs?{parameters}", HttpStatusCode.BadRequest);

        Assert.Equal(name, problem.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task List_CursorOfAnotherQuery_IsRefused()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await host.Store.InsertAsync([.. Enumerable.Range(0, 3).Select(i => new TestLog { Nanoseconds = Start + i })]);
        var page = await host.GetAsync<LogPage>($"/api/v1/projects/1/logs?{Range}&limit=1");

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/logs?cursor={page.Next}&query=disk", HttpStatusCode.BadRequest);

        Assert.Equal("cursor", problem.GetProperty("parameter").GetString());
    }
}
