using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Dependencies;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;
using Telemetry.Storage.Services;
using Telemetry.Storage.Spans;
using Telemetry.Storage.Tests.Search;
using Telemetry.Testing;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Storage.Tests.Services;

/// <summary>What is sent to the store about services, to be looked at in review; and each of it is run once on the real engine.</summary>
public sealed class ServiceQueryTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Query = "service:billing release:>=1.4.0 environment:production";

    private static readonly string[] Releases = ["1.3.9", "1.4.0", "1.10.0"];

    private static readonly TimeWindow Window = new(new UnixNanoseconds(1_795_305_600_000_000_000), new UnixNanoseconds(1_795_309_200_000_000_000));

    private static readonly SearchRequest Request = new(new ProjectId(7), Window, SearchText.Parse(Query));

    private static readonly SearchRequest Day = Request with { Window = new TimeWindow(Window.To.Plus(-TimeSpan.FromDays(1)), Window.To) };

    /// <summary>Each statement by the name of its snapshot.</summary>
    public static TheoryData<string> Names => ["services", "timeline", "operations", "span-count", "calls", "peers", "calls-by-time", "peers-by-time", "scatter"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Statement_Each_IsPinnedAndRuns(string name)
    {
        SqlStatement statement = Statement(name);

        Snapshot.Matches($"{name}.sql", statement.Text);
        using var store = new ReaderStore(database.Endpoint);
        await store.Get<QueryRunner>().ReadAsync(statement, reader => reader.FieldCount, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(7, 100)]
    public async Task Sample_OneInSeveralTraces_KeepsParentsWithTheirChildren(int oneIn, int traces)
    {
        uint project = database.NextProject();
        await database.Endpoint.InsertAsync([.. Enumerable.Range(1, traces).SelectMany(i => Call(project, i))]);
        using var store = new ReaderStore(database.Endpoint);
        var request = new SearchRequest(new ProjectId(project), Window, SearchText.Parse(""));

        List<long> calls = await store.Get<QueryRunner>().ReadAsync(
            DependencyQuery.Calls(request, [], oneIn, 10), reader => (long)reader.GetUInt64(3), TestContext.Current.CancellationToken);
        long expected = await database.Endpoint.AskAsync(
            $"SELECT uniqExact(TraceId) FROM otel_traces WHERE ProjectId = {project} AND cityHash64(TraceId) % {oneIn} = 0");

        Assert.Equal(expected, Assert.Single(calls));
        Assert.InRange(expected, 1, traces);
    }

    [Fact]
    public async Task Sample_OfALongRange_IsOfWholeStretchesAndFair()
    {
        // A call each second of a day, but for its last minutes: about one in seven of them, multiplied, is about all.
        const int calls = 86_100;
        uint project = database.NextProject();
        await database.Endpoint.ExecuteAsync(Calls(project, calls));
        using var store = new ReaderStore(database.Endpoint);
        SearchRequest request = Day with { Project = new ProjectId(project), Query = SearchText.Parse("") };

        List<long> sampled = await store.Get<QueryRunner>().ReadAsync(
            DependencyQuery.Calls(request, [], 7, 10), reader => (long)reader.GetUInt64(3), TestContext.Current.CancellationToken);
        List<string> peers = await store.Get<QueryRunner>().ReadAsync(DependencyQuery.Peers(request, [], 7, 10), reader => reader.GetString(1), TestContext.Current.CancellationToken);

        Assert.True(DependencyQuery.IsByTime(Day.Window, 7));
        Assert.InRange(Assert.Single(sampled) * 7, calls * 0.6, calls * 1.4);
        // Each of those calls names a peer, and each has a span there, some in the next stretch: none of them is a call to the outside.
        Assert.Empty(peers);
    }

    private static string Calls(uint project, int count) => $"""
        INSERT INTO otel_traces (ProjectId, Timestamp, TraceId, SpanId, ParentSpanId, SpanKind, ServiceName, SpanAttributes, RetentionDays)
        SELECT
            {project},
            fromUnixTimestamp64Nano(toInt64({Day.Window.From.Value} + number * 1000000000 + IsCallee * if(number % 300 = 299, 1000000000, 1000)), 'UTC'),
            leftPad(toString(number), 32, '0'),
            if(IsCallee, '00000000000000a2', '00000000000000a1'),
            if(IsCallee, '00000000000000a1', ''),
            if(IsCallee, 'Server', 'Client'),
            if(IsCallee, 'billing', 'gateway'),
            map('server.address', 'billing.internal'),
            3650
        FROM numbers({count})
        ARRAY JOIN [false, true] AS IsCallee
        """;

    private static IEnumerable<TestSpan> Call(uint project, int i)
    {
        string trace = i.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        yield return new() { Project = project, Nanoseconds = Window.From.Value + i, TraceId = trace, SpanId = "00000000000000a1", Service = "gateway" };
        yield return new() { Project = project, Nanoseconds = Window.From.Value + i, TraceId = trace, SpanId = "00000000000000a2", ParentSpanId = "00000000000000a1", Service = "billing" };
    }

    private static SqlStatement Statement(string name) => name switch
    {
        "services" => ServiceQuery.Services(Request, Releases, BucketGrid.Over(Window, 30), ServiceReader.MaxServices),
        "timeline" => ServiceQuery.Timeline(Request, Releases, BucketGrid.Over(Window, 60)),
        "operations" => ServiceQuery.Operations(Request, Releases, 50),
        "span-count" => SpanCount.Statement(Request),
        "calls" => DependencyQuery.Calls(Request, Releases, oneIn: 3, limit: 501),
        "peers" => DependencyQuery.Peers(Request, Releases, oneIn: 3, limit: 501),
        "calls-by-time" => DependencyQuery.Calls(Day, Releases, oneIn: 3, limit: 501),
        "peers-by-time" => DependencyQuery.Peers(Day, Releases, oneIn: 3, limit: 501),
        "scatter" => TraceScatterQuery.Sample(Request, Releases, oneIn: 3, limit: 400),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
