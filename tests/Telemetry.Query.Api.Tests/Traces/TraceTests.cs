using System.Net;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Traces;

public sealed class TraceTests(EngineFixture engine)
{
    private const long Millisecond = 1_000_000;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000_000 * Millisecond;
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    [Fact]
    public async Task List_SpansOfATrace_AreSummarised()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Trace(1)]);

        var page = await host.GetAsync<TracePage>($"/api/v1/projects/1/traces?{Range}&query=service:db");

        Assert.Equal(
            new TraceSummary
            {
                TraceId = Id(1),
                Start = "2026-11-23T10:00:00.000000000Z",
                DurationNanoseconds = 100 * Millisecond,
                Service = "billing",
                Name = "GET /pay",
                SpanCount = 2,
                ErrorCount = 1,
            },
            Assert.Single(page.Items));
    }

    [Theory]
    [InlineData("service:db trace.duration:>=90ms", 1)]
    [InlineData("service:db duration:>=90ms", 0)]
    [InlineData("service:db trace.duration:<90ms", 0)]
    [InlineData("service:db -trace.duration:<90ms", 1)]
    [InlineData("has:trace.duration", 1)]
    public async Task List_DurationOfTheTrace_IsThatOfItsRoot(string query, int traces)
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Trace(1)]);

        var page = await host.GetAsync<TracePage>($"/api/v1/projects/1/traces?{Range}&query={Uri.EscapeDataString(query)}");

        Assert.Equal(traces, page.Items.Count);
    }

    [Fact]
    public async Task List_RootBeforeTheRange_StillSaysHowLongTheTraceTook()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Trace(1)]);

        var page = await host.GetAsync<TracePage>("/api/v1/projects/1/traces?from=2026-11-23T10:00:00.005Z&to=2026-11-23T11:00:00Z&query=trace.duration:>90ms");

        Assert.Single(page.Items);
    }

    [Fact]
    public async Task List_EqualTimestamps_EachTraceOnceOverPages()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Enumerable.Range(0, 25).SelectMany(Trace)]);

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await host.GetAsync<TracePage>($"/api/v1/projects/1/traces?{(next is null ? Range : $"cursor={next}")}&limit=4");
            seen.AddRange(page.Items.Select(item => item.TraceId));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(0, 25).Select(Id).Order(), seen.Order());
    }

    [Fact]
    public async Task Find_Trace_ShowsEverySpanByStart()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Trace(1), .. Trace(2)]);

        var trace = await host.GetAsync<TraceDetail>($"/api/v1/projects/1/traces/{Id(1).ToUpperInvariant()}");

        Assert.Equal((Id(1), false), (trace.TraceId, trace.IsTruncated));
        Assert.Equal(["server", "client"], trace.Spans.Select(span => span.Kind));
        SpanItem query = trace.Spans[1];
        Assert.Equal((10 * Millisecond, 50 * Millisecond, "error", "refused"), (query.OffsetNanoseconds, query.DurationNanoseconds, query.Status, query.StatusMessage));
        SpanEventItem exception = Assert.Single(query.Events);
        Assert.Equal(("2026-11-23T10:00:00.020000001Z", "exception", "ValueError"), (exception.Timestamp, exception.Name, exception.Attributes["exception.type"]));
        Assert.Equal((Id(9), "b7ad6b7169203339"), (Assert.Single(query.Links).TraceId, query.Links[0].SpanId));
        Assert.Equal(trace.Spans[0].SpanId, query.ParentSpanId);
    }

    [Fact]
    public async Task Find_TraceOfAnotherProject_IsNotFound()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Trace(1).Select(span => span with { Project = 2 })]);

        await host.GetProblemAsync($"/api/v1/projects/1/traces/{Id(1)}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Scatter_FewTraces_AreAllThere()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Enumerable.Range(0, 5).SelectMany(Trace)]);

        var scatter = await host.GetAsync<TraceScatter>($"/api/v1/projects/1/traces/scatter?{Range}&query=service:db");

        Assert.Equal((5, true), (scatter.Total, scatter.IsComplete));
        Assert.All(scatter.Items, item => Assert.Equal((100 * Millisecond, 2, 1), (item.DurationNanoseconds, item.SpanCount, item.ErrorCount)));
    }

    [Fact]
    public async Task Scatter_MoreThanTheLimit_SaysSoAndIsTheSameEachTime()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.InsertAsync([.. Enumerable.Range(0, 30).SelectMany(Trace)]);

        var first = await host.GetAsync<TraceScatter>($"/api/v1/projects/1/traces/scatter?{Range}&limit=10");
        var second = await host.GetAsync<TraceScatter>($"/api/v1/projects/1/traces/scatter?{Range}&limit=10");

        Assert.Equal((30, false, 10), (first.Total, first.IsComplete, first.Items.Count));
        Assert.Equal(first.Items.Select(item => item.TraceId).Order(), second.Items.Select(item => item.TraceId).Order());
    }

    private async Task<QueryApiHost> StartAsync() => await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());

    private static string Id(int number) => $"0af7651916cd43dd8448eb211c8031{number:x2}";

    private static IEnumerable<TestSpan> Trace(int number) =>
    [
        new() { Nanoseconds = Start, TraceId = Id(number), SpanId = "b7ad6b7169203331", DurationNanoseconds = 100 * Millisecond },
        new()
        {
            Nanoseconds = Start + (10 * Millisecond),
            TraceId = Id(number),
            SpanId = "b7ad6b7169203332",
            ParentSpanId = "b7ad6b7169203331",
            Name = "SELECT",
            Kind = "Client",
            Service = "db",
            DurationNanoseconds = 50 * Millisecond,
            Status = "Error",
            StatusMessage = "refused",
            Events = [(Start + (20 * Millisecond) + 1, "exception", new Dictionary<string, string> { ["exception.type"] = "ValueError" })],
            Links = [(Id(9), "b7ad6b7169203339")],
        },
    ];
}
