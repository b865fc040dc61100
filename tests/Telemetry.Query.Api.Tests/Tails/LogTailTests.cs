using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Tails;

public sealed class LogTailTests(EngineFixture engine)
{
    private const long Second = 1_000_000_000;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000 * Second;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Tail_NewRecords_ComeAsTheListShowsThem()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync(Log("before"));
        await using TailClient tail = await TailClient.OpenAsync(host);
        Assert.Equal("text/event-stream", tail.Response.Content.Headers.ContentType?.MediaType);

        await host.Store.InsertAsync(Log("one") with { Attributes = new Dictionary<string, string> { ["line"] = "a\nb" } }, Log("two", Second));

        IReadOnlyList<TailMessage> messages = await tail.ReadAsync(2);
        var page = await host.GetAsync<LogPage>("/api/v1/projects/1/logs?from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z");
        Assert.Equal(["one", "two"], messages.Select(message => message.Body));
        LogItem[] sent = [.. messages.Select(message => JsonSerializer.Deserialize<LogItem>(message.Data!, JsonSerializerOptions.Web)!)];
        Assert.Equivalent(page.Items.Where(item => item.Body != "before").Reverse(), sent, strict: true);
    }

    [Fact]
    public async Task Tail_RecordsThatComeLate_AreDeliveredOnce()
    {
        await using QueryApiHost host = await StartAsync();
        await using TailClient tail = await TailClient.OpenAsync(host);

        await host.Store.InsertAsync(Log("now"));
        Assert.Equal(["now"], await tail.ReadBodiesAsync(1));
        await host.Store.InsertAsync(Log("an hour late", -3600 * Second));
        Assert.Equal(["an hour late"], await tail.ReadBodiesAsync(1));
        await host.Store.InsertAsync(Log("three days late", -3 * 86_400 * Second), Log("now again", Second));

        // One insert, two partitions: two blocks, which may fall into one step or two.
        Assert.Equal(["now again", "three days late"], (await tail.ReadBodiesAsync(2)).Order());
        await AssertNothingMoreAsync(host, tail);
    }

    [Fact]
    public async Task Tail_PartsThatMerge_AreNotRepeated()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync(Log("before 1"));
        await host.Store.InsertAsync(Log("before 2"));
        await using TailClient tail = await TailClient.OpenAsync(host);
        await host.Store.InsertAsync(Log("one"));
        Assert.Equal(["one"], await tail.ReadBodiesAsync(1));

        await host.Store.ExecuteAsync("OPTIMIZE TABLE otel_logs FINAL");
        await host.Store.InsertAsync(Log("two"));
        await host.Store.ExecuteAsync("OPTIMIZE TABLE otel_logs FINAL");

        Assert.Equal(["two"], await tail.ReadBodiesAsync(1));
        await AssertNothingMoreAsync(host, tail);
    }

    [Fact]
    public async Task Tail_QueryAndProject_DecideWhatComes()
    {
        await using QueryApiHost host = await StartAsync();
        await using TailClient tail = await TailClient.OpenAsync(host, "level:error release:>=1.4.0 disk");

        await host.Store.InsertAsync(
            Log("disk full") with { SeverityNumber = 17, Release = "1.10.0" },
            Log("disk full, old release") with { SeverityNumber = 17, Release = "1.3.9" },
            Log("disk full, other level") with { Release = "1.10.0" },
            Log("disk full, other project") with { SeverityNumber = 17, Release = "1.10.0", Project = 2 },
            Log("something else") with { SeverityNumber = 17, Release = "1.10.0" });
        await host.Store.InsertAsync(Log("disk full again", Second) with { SeverityNumber = 17, Release = "2.0.0" });

        Assert.Equal(["disk full", "disk full again"], await tail.ReadBodiesAsync(2));
    }

    [Fact]
    public async Task Tail_Resumed_HasNoGapAndNoRepeat()
    {
        await using QueryApiHost host = await StartAsync();
        string? last;
        var seen = new List<string>();
        await using (TailClient tail = await TailClient.OpenAsync(host))
        {
            // Equal times and equal contents among them: their order must be the same when asked again.
            await host.Store.InsertAsync([.. Enumerable.Range(0, 60).Select(i => Log($"first {i % 20}"))]);
            seen.AddRange(await tail.ReadBodiesAsync(25));
            last = tail.LastId;
        }

        await host.Store.InsertAsync([.. Enumerable.Range(0, 10).Select(i => Log($"while away {i}", -3600 * Second))]);
        await host.Store.ExecuteAsync("OPTIMIZE TABLE otel_logs FINAL");
        await using TailClient resumed = await TailClient.OpenAsync(host, lastId: last);
        seen.AddRange(await resumed.ReadBodiesAsync(45));

        string[] expected = [.. Enumerable.Range(0, 60).Select(i => $"first {i % 20}"), .. Enumerable.Range(0, 10).Select(i => $"while away {i}")];
        Assert.Equal(expected.Order(), seen.Order());
        await AssertNothingMoreAsync(host, resumed);
    }

    [Fact]
    public async Task Tail_ManyWritersAndReconnects_EachRecordOnce()
    {
        const int Writers = 4;
        const int Inserts = 25;
        await using QueryApiHost host = await StartAsync();
        TailClient tail = await TailClient.OpenAsync(host);
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(host, writer, Inserts)));

        var seen = new List<string>();
        while (seen.Count < Writers * Inserts * 2)
        {
            seen.AddRange(await tail.ReadBodiesAsync(1));
            if (seen.Count % 17 == 0)
            {
                string? last = tail.LastId;
                await tail.DisposeAsync();
                tail = await TailClient.OpenAsync(host, lastId: last);
            }
        }

        await writing;
        await AssertNothingMoreAsync(host, tail);
        await tail.DisposeAsync();
        Assert.Equal(Writers * Inserts * 2, seen.Distinct().Count());
    }

    [Fact]
    public async Task Tail_MoreThanTheRate_NewestComeAndTheRestIsCounted()
    {
        await using QueryApiHost host = await StartAsync(("Tail:MaxRecordsPerSecond", "10"));
        await using TailClient tail = await TailClient.OpenAsync(host);

        await host.Store.InsertAsync([.. Enumerable.Range(0, 35).Select(i => Log($"record {i}", i * Second))]);

        IReadOnlyList<TailMessage> messages = await tail.ReadAsync(11);
        Assert.Equal("dropped", messages[0].Event);
        Assert.Equal(25, JsonSerializer.Deserialize<TailDropped>(messages[0].Data!, JsonSerializerOptions.Web)?.Count);
        Assert.Equal(Enumerable.Range(25, 10).Select(i => $"record {i}"), messages.Skip(1).Select(message => message.Body));
        await AssertNothingMoreAsync(host, tail);
    }

    [Fact]
    public async Task Tail_Silence_SendsHeartbeatsWithThePlace()
    {
        await using QueryApiHost host = await StartAsync(("Tail:HeartbeatSeconds", "0.1"));
        await using TailClient tail = await TailClient.OpenAsync(host, "level:error");
        string? before = tail.LastId;
        await host.Store.InsertAsync(Log("no match"));

        await Eventually.HoldsAsync(
            async () => await tail.ReadAsync() is { Comment: "alive", Data: null } && tail.LastId != before, Limit, "a heartbeat with a place behind the insert", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("/logs/tail?query=disk%20level:loud", "position", "11")]
    [InlineData("/logs/tail?query=(a", "parameter", "query")]
    public async Task Tail_BadQuery_IsAProblemBeforeTheStream(string path, string property, string value)
    {
        await using QueryApiHost host = await StartAsync();

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1{path}", HttpStatusCode.BadRequest);

        Assert.Equal(value, problem.GetProperty(property).ToString());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00000000-1-2-0")]
    [InlineData("1-2-3-4-5")]
    [InlineData("e3b0c442-9-2-0")]
    public async Task Tail_BadLastEventId_IsNamed(string id)
    {
        await using QueryApiHost host = await StartAsync();
        using HttpClient client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Last-Event-ID", id);

        using HttpResponseMessage response = await client.GetAsync("/api/v1/projects/1/logs/tail", TestContext.Current.CancellationToken);

        JsonElement problem = await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("Last-Event-ID", problem.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Tail_TooMany_IsRefusedUntilOneGoes()
    {
        await using QueryApiHost host = await StartAsync(("Tail:MaxTails", "2"));
        await using TailClient first = await TailClient.OpenAsync(host);
        using HttpClient client = host.CreateClient();
        await using (await TailClient.OpenAsync(host))
        {
            using HttpResponseMessage response = await client.GetAsync("/api/v1/projects/1/logs/tail", TestContext.Current.CancellationToken);
            await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.TooManyRequests);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        await Eventually.HoldsAsync(() => IsOpenAsync(client), Limit, "the place of the client that went away", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Tail_ServerStops_StreamEndsAtOnce()
    {
        await using QueryApiHost host = await StartAsync();
        await using TailClient tail = await TailClient.OpenAsync(host);

        Task stopping = host.StopAsync();

        Assert.Null(await tail.ReadAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Tail_TableIsAwayForAMoment_NothingIsRepeated()
    {
        await using QueryApiHost host = await StartAsync(("Tail:HeartbeatSeconds", "0.1"));
        await host.Store.InsertAsync(Log("before"));
        await using TailClient tail = await TailClient.OpenAsync(host);

        await host.Store.ExecuteAsync("RENAME TABLE otel_logs TO hidden");
        // Heartbeats come with the ticks: by the second one the tail has looked in vain.
        for (int beats = 0; beats < 3; beats++)
        {
            Assert.Equal("alive", (await tail.ReadAsync())?.Comment);
        }

        await host.Store.ExecuteAsync("RENAME TABLE hidden TO otel_logs");
        await AssertNothingMoreAsync(host, tail);
    }

    [Fact]
    public async Task Tail_OldAge_EndsTheStream()
    {
        await using QueryApiHost host = await StartAsync(("Tail:MaxMinutes", "0.01"));
        await using TailClient tail = await TailClient.OpenAsync(host);

        Assert.Null(await tail.ReadAsync());
    }

    [Fact]
    public async Task Tail_Cluster_IsRefused()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync() with { Cluster = "main" });

        await host.GetProblemAsync("/api/v1/projects/1/logs/tail", HttpStatusCode.NotImplemented);
    }

    private async Task<QueryApiHost> StartAsync(params (string Key, string Value)[] settings) =>
        await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync(), settings: settings);

    private static TestLog Log(string body, long offset = 0) => new() { Nanoseconds = Start + offset, Body = body };

    private static async Task WriteAsync(QueryApiHost host, int writer, int inserts)
    {
        for (int i = 0; i < inserts; i++)
        {
            // Every insert reaches into a second partition, days back.
            await host.Store.InsertAsync(Log($"{writer}/{i}"), Log($"{writer}/{i} late", -(1 + (i % 3)) * 86_400 * Second));
        }
    }

    // Whatever would have been repeated would stand before the record that is inserted now, which is later than all others.
    private static async Task AssertNothingMoreAsync(QueryApiHost host, TailClient tail)
    {
        await host.Store.InsertAsync(Log("the end", 1800 * Second));
        Assert.Equal(["the end"], await tail.ReadBodiesAsync(1));
    }

    private static async Task<bool> IsOpenAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync("/api/v1/projects/1/logs/tail", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.OK;
    }
}
