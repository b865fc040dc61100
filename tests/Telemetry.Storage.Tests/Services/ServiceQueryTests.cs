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

    /// <summary>Each statement by the name of its snapshot.</summary>
    public static TheoryData<string> Names => ["services", "timeline", "operations", "span-count", "calls", "peers", "scatter"];

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
        "scatter" => TraceScatterQuery.Sample(Request, Releases, oneIn: 3, limit: 400),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
