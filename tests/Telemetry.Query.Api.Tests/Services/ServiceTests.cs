using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Services;

public sealed class ServiceTests(ServiceTests.Rows rows) : IClassFixture<ServiceTests.Rows>
{
    private const long Millisecond = 1_000_000;
    private const long Minute = 60_000 * Millisecond;

    // 2026-11-23T10:00:00Z
    private const long Start = 1_795_428_000_000 * Millisecond;
    private const string Range = "from=2026-11-23T10:00:00Z&to=2026-11-23T11:00:00Z";

    [Fact]
    public async Task List_EntrySpans_AreTheRequests()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var list = await host.GetAsync<ServiceList>($"/api/v1/projects/1/services?{Range}&buckets=6");

        Assert.Equal((4, 600.0), (list.Total, list.BucketSeconds));
        Assert.Equal(["gateway", "billing", "printer", "till"], list.Items.Select(item => item.Name));
        ServiceItem gateway = list.Items[0];
        Assert.Equal((100, 200, 5), (gateway.Requests, gateway.Spans, gateway.Errors));
        Assert.Equal([50, 0, 0, 50, 0, 0], gateway.Points.Select(point => point.Requests));
        Assert.Equal([0, 0, 0, 5, 0, 0], gateway.Points.Select(point => point.Errors));
        Assert.Equal((1, 1), (list.Items[3].Requests, list.Items[3].Spans));
    }

    [Fact]
    public async Task List_Durations_AreTheQuantilesOfRequestsAlone()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var list = await host.GetAsync<ServiceList>($"/api/v1/projects/1/services?{Range}");

        // 1 to 100 ms; a t-digest is within a rank of the exact value here.
        DurationQuantiles durations = list.Items[0].Durations ?? throw new InvalidOperationException("No durations.");
        Assert.InRange(durations.P50Nanoseconds, 49 * Millisecond, 52 * Millisecond);
        Assert.InRange(durations.P95Nanoseconds, 94 * Millisecond, 97 * Millisecond);
        Assert.InRange(durations.P99Nanoseconds, 98 * Millisecond, 100 * Millisecond);
    }

    [Fact]
    public async Task List_ServiceOfInnerSpansAlone_HasNoDurations()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var list = await host.GetAsync<ServiceList>($"/api/v1/projects/1/services?{Range}&query=kind:client");

        Assert.Equal((0, 100), (list.Items[0].Requests, list.Items[0].Spans));
        Assert.Null(list.Items[0].Durations);
    }

    [Fact]
    public async Task Timeline_Query_CountsItsRequests()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var timeline = await host.GetAsync<RequestTimeline>($"/api/v1/projects/1/services/timeline?{Range}&buckets=6&query=service:gateway");

        Assert.Equal(["2026-11-23T10:00:00.000000000Z", "2026-11-23T10:10:00.000000000Z"], timeline.Buckets.Take(2).Select(bucket => bucket.Start));
        Assert.Equal([(50, 0), (0, 0), (0, 0), (50, 5), (0, 0), (0, 0)], timeline.Buckets.Select(bucket => (bucket.Requests, bucket.Errors)));
        Assert.Null(timeline.Buckets[1].Durations);
        Assert.InRange(timeline.Buckets[3].Durations?.P50Nanoseconds ?? 0, 74 * Millisecond, 77 * Millisecond);
    }

    [Fact]
    public async Task Operations_OfAService_ByTheTimeTheyTook()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var list = await host.GetAsync<OperationList>($"/api/v1/projects/1/services/operations?{Range}&query=service:gateway&limit=1");

        OperationItem first = Assert.Single(list.Items);
        Assert.Equal(2, list.Total);
        Assert.Equal(("gateway", "GET /slow", "server", 50, 5), (first.Service, first.Name, first.Kind, first.Requests, first.Errors));
        Assert.InRange(first.TotalNanoseconds, 3774 * Millisecond, 3776 * Millisecond);
    }

    [Fact]
    public async Task Map_ParentsAndPeers_AreCountedOnceEach()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var map = await host.GetAsync<DependencyList>($"/api/v1/projects/1/services/map?{Range}");

        Assert.Equal((false, 1), (map.IsTruncated, map.SampledOneIn));
        Assert.Equal(
            [("gateway", "billing", "service", 100L, 10L), ("billing", "postgresql", "database", 40L, 4L), ("billing", "kafka", "messaging", 2L, 0L), ("till", "gateway", "service", 2L, 0L), ("till", "printer", "service", 2L, 0L)],
            map.Items.Select(item => (item.Caller, item.Callee, item.CalleeKind, item.Calls, item.Errors)).OrderByDescending(item => item.Calls).ThenBy(item => item.Caller).ThenBy(item => item.Callee));
        Assert.InRange(map.Items[0].P95Nanoseconds, 20 * Millisecond, 20 * Millisecond);
    }

    [Fact]
    public async Task Map_Query_IsAskedOfTheCallee()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        var map = await host.GetAsync<DependencyList>($"/api/v1/projects/1/services/map?{Range}&query=service:gateway");

        Assert.Equal([("till", "gateway")], map.Items.Select(item => (item.Caller, item.Callee)));
    }

    [Theory]
    [InlineData("services?buckets=101", "buckets")]
    [InlineData("services/timeline?buckets=501", "buckets")]
    [InlineData("services/operations?limit=0", "limit")]
    [InlineData("services/map?query=duration:soon", "query")]
    public async Task Call_BadParameter_IsNamed(string call, string name)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(rows.Store);

        JsonElement problem = await host.GetProblemAsync($"/api/v1/projects/1/{call}", HttpStatusCode.BadRequest);

        Assert.Equal(name, problem.GetProperty("parameter").GetString());
    }

    /// <summary>A gateway that calls billing a hundred times; a till that calls a printer twice from one span.</summary>
    public sealed class Rows(Testing.Engine.EngineFixture engine) : IAsyncLifetime
    {
        private Storage.ClickHouseEndpoint? _store;

        internal Storage.ClickHouseEndpoint Store => _store ?? throw new InvalidOperationException("Not initialised yet.");

        public async ValueTask InitializeAsync()
        {
            _store = await engine.CreateDatabaseAsync();
            await _store.InsertAsync([.. Enumerable.Range(0, 100).SelectMany(Call), .. FromTheTill()]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static IEnumerable<TestSpan> Call(int i)
        {
            bool isSlow = i >= 50;
            string trace = Id(i, 32);
            long time = Start + (isSlow ? 30 * Minute : Minute) + (i * Millisecond);
            yield return new()
            {
                Nanoseconds = time,
                TraceId = trace,
                SpanId = Id(1, 16),
                ParentSpanId = i < 2 ? Id(77, 16) : Id(99, 16),
                Service = "gateway",
                Name = isSlow ? "GET /slow" : "GET /quick",
                DurationNanoseconds = (i + 1) * Millisecond,
                Status = i >= 95 ? "Error" : "Unset",
            };
            yield return new() { Nanoseconds = time, TraceId = trace, SpanId = Id(2, 16), ParentSpanId = Id(1, 16), Service = "gateway", Name = "POST", Kind = "Client", Attributes = Map("server.address", "billing.local") };
            yield return new()
            {
                Nanoseconds = time,
                TraceId = trace,
                SpanId = Id(3, 16),
                ParentSpanId = Id(2, 16),
                Service = "billing",
                Name = "POST /charge",
                DurationNanoseconds = 20 * Millisecond,
                Status = i % 10 == 0 ? "Error" : "Ok",
            };
            if (i < 40)
            {
                yield return new()
                {
                    Nanoseconds = time,
                    TraceId = trace,
                    SpanId = Id(4, 16),
                    ParentSpanId = Id(3, 16),
                    Service = "billing",
                    Name = "SELECT",
                    Kind = "Client",
                    Status = i % 10 == 0 ? "Error" : "Ok",
                    Attributes = Map(i % 2 == 0 ? "db.system" : "db.system.name", "postgresql"),
                };
            }
            else if (i < 42)
            {
                yield return new() { Nanoseconds = time, TraceId = trace, SpanId = Id(4, 16), ParentSpanId = Id(3, 16), Service = "billing", Name = "send", Kind = "Producer", Attributes = Map("messaging.system", "kafka") };
            }
        }

        // One span with two children in another service: both are calls. Of two callers one started before the range.
        private static IEnumerable<TestSpan> FromTheTill()
        {
            yield return new() { Nanoseconds = Start, TraceId = Id(0, 32), SpanId = Id(77, 16), Service = "till", Name = "checkout", Kind = "Internal" };
            yield return new() { Nanoseconds = Start, TraceId = Id(0, 32), SpanId = Id(78, 16), ParentSpanId = Id(77, 16), Service = "printer", Name = "print" };
            yield return new() { Nanoseconds = Start, TraceId = Id(0, 32), SpanId = Id(79, 16), ParentSpanId = Id(77, 16), Service = "printer", Name = "print" };
            yield return new() { Nanoseconds = Start - Minute, TraceId = Id(1, 32), SpanId = Id(77, 16), Service = "till", Name = "checkout", Kind = "Internal" };
        }

        private static Dictionary<string, string> Map(string key, string value) => new() { [key] = value };

        private static string Id(int number, int digits) => (number + 1).ToString(digits == 32 ? "x32" : "x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
