using System.Globalization;
using System.Text;
using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Model.Times;
using Telemetry.Storage.Facets;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;
using Telemetry.Storage.Spans;
using Telemetry.Testing;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Storage.Tests.Search;

/// <summary>What is sent to the store, to be looked at in review; and each of it is run once on the real engine.</summary>
public sealed class SearchCompilerTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private static readonly string[] Releases = ["1.3.9", "1.4.0", "1.4.1rc1", "1.10.0", "main"];

    private static readonly TimeWindow Window = new(new UnixNanoseconds(1_795_305_600_000_000_000), new UnixNanoseconds(1_795_309_200_000_000_000));

    private static readonly BlockRange Blocks = new(120, 123);

    /// <summary>Queries on logs, each with the name of its snapshot.</summary>
    public static TheoryData<string, string> LogQueries => new()
    {
        { "everything", "" },
        { "word", "Timeout" },
        { "word-beyond-ascii", "Größe" },
        { "phrase", "\"disk full\"" },
        { "word-with-punctuation", "user-42" },
        { "punctuation-alone", "\"=>\"" },
        { "wildcard-anywhere", "message:*timeout*" },
        { "wildcard-at-end", "time*" },
        { "wildcard-between", "conn*refused" },
        { "wildcard-escapes", "*100%_\\\\x*" },
        { "message-empty", "message:\"\"" },
        { "level", "level:error" },
        { "level-list", "level:[error,fatal]" },
        { "level-order", "level:>=warn" },
        { "level-number", "level:<17" },
        { "level-unset", "level:unset" },
        { "service-list", "service:[billing,checkout]" },
        { "service-wildcard", "service:bill*" },
        { "release-order", "release:>=1.4.0" },
        { "release-order-none", "release:>2" },
        { "attribute", "attributes.http.route:\"/pay\"" },
        { "attribute-of-either", "user.id:42" },
        { "attribute-of-resource", "resource.host.name:[a,b]" },
        { "attribute-number", "attributes.bytes:>1024.5" },
        { "attribute-empty", "attributes.x:\"\"" },
        { "attribute-wildcard", "attributes.url:*/pay/*" },
        { "attribute-any", "attributes.x:*" },
        { "has", "has:trace_id has:user.id has:level" },
        { "not", "-environment:dev -user.id:42" },
        { "or", "a (b OR service:c)" },
        { "trace", "trace_id:0AF7651916CD43DD8448EB211C80319C" },
        { "all-of-it", "level:error service:billing release:>=1.4.0 attributes.http.route:\"/pay\" user.id:42 \"disk full\" -environment:dev (a OR b) has:trace_id message:*timeout*" },
    };

    /// <summary>Queries on spans.</summary>
    public static TheoryData<string, string> SpanQueries => new()
    {
        { "everything", "" },
        { "text", "\"GET /pay\"" },
        { "duration", "duration:>500ms duration:<=1.5s" },
        { "trace-duration", "service:billing trace.duration:>=1s -trace.duration:>1m" },
        { "kind-status", "kind:server status:[error,unset] has:kind" },
        { "attribute", "attributes.http.route:/pay status_message:*refused* parent_id:\"\"" },
        { "release-order", "release:<1.4" },
    };

    [Theory]
    [MemberData(nameof(LogQueries))]
    public async Task LogPage_EachQuery_IsPinnedAndRuns(string name, string query)
    {
        SqlStatement statement = LogPageQuery.Newest(Request(query), Releases, inOrder: true, limit: 101);

        Snapshot.Matches($"logs/{name}.sql", Describe(query, statement));
        await RunAsync(statement);
    }

    [Theory]
    [MemberData(nameof(SpanQueries))]
    public async Task TraceList_EachQuery_IsPinnedAndRuns(string name, string query)
    {
        SqlStatement statement = TraceListQuery.Seen(Request(query), Releases, new TraceCursor(Window.To, "ff"), limit: 51);

        Snapshot.Matches($"spans/{name}.sql", Describe(query, statement));
        await RunAsync(statement);
    }

    [Fact]
    public async Task LogSameTime_AnyQuery_IsPinnedAndRuns()
    {
        SqlStatement statement = LogPageQuery.SameTime(Request("disk"), Releases, new LogTie(7, 2), limit: 101);

        Snapshot.Matches("logs-same-time.sql", Describe("disk", statement));
        await RunAsync(statement);
    }

    [Fact]
    public async Task LogAny_Word_IsPinnedAndRuns()
    {
        SqlStatement statement = LogPageQuery.Any(Request("disk"), Releases, limit: 101);

        Snapshot.Matches("logs-any.sql", Describe("disk", statement));
        await RunAsync(statement);
    }

    [Theory]
    [InlineData("level")]
    [InlineData("service")]
    [InlineData("attributes.http.route")]
    [InlineData("user.id")]
    public async Task LogCount_EachField_IsPinnedAndRuns(string by)
    {
        SqlStatement statement = LogCountQuery.Groups(Request("disk"), Releases, by, LogReader.MaxGroups);

        Snapshot.Matches($"counts/{by}.sql", Describe("disk", statement));
        await RunAsync(statement);
    }

    [Theory]
    [InlineData("time", null)]
    [InlineData("time-and-level", "level")]
    public async Task LogHistogram_EachKind_IsPinnedAndRuns(string name, string? by)
    {
        SqlStatement statement = LogCountQuery.Buckets(Request("disk"), Releases, BucketGrid.Over(Window, 60), by, by is null ? [] : ["error", "info"]);

        Snapshot.Matches($"histograms/{name}.sql", Describe("disk", statement));
        await RunAsync(statement);
    }

    [Fact]
    public async Task LogCount_FieldsOfTheRollup_IsPinnedAndRuns()
    {
        SearchRequest request = Request("level:error service:billing") with { Window = new TimeWindow(new UnixNanoseconds(Window.From.Value + 1), new UnixNanoseconds(Window.To.Value - 1)) };
        SqlStatement statement = LogCountQuery.Groups(request, Releases, "level", LogReader.MaxGroups);

        Snapshot.Matches("counts/level-of-rollup.sql", Describe("level:error service:billing", statement));
        await RunAsync(statement);
    }

    [Theory]
    [InlineData("newest", "level:error release:>=1.4.0 \"disk full\"")]
    [InlineData("newest-everything", "")]
    public async Task LogTail_EachQuery_IsPinnedAndRuns(string name, string query)
    {
        SqlStatement statement = LogTailQuery.Newest(new ProjectId(7), Blocks, SearchText.Parse(query), Releases, limit: 501);

        Snapshot.Matches($"tails/{name}.sql", Describe(query, statement));
        await RunAsync(statement);
    }

    [Fact]
    public async Task LogTailCount_AnyQuery_IsPinnedAndRuns()
    {
        SqlStatement statement = LogTailQuery.Count(new ProjectId(7), Blocks, SearchText.Parse("disk"), Releases);

        Snapshot.Matches("tails/count.sql", Describe("disk", statement));
        await RunAsync(statement);
    }

    [Fact]
    public async Task LogTailReleases_Always_ArePinnedAndRun()
    {
        SqlStatement statement = LogTailQuery.Releases(new ProjectId(7), Blocks);

        Snapshot.Matches("tails/releases.sql", Describe("", statement));
        await RunAsync(statement);
    }

    [Theory]
    [InlineData("logs-usual", FacetSignal.Logs, null)]
    [InlineData("logs-named", FacetSignal.Logs, "level,attributes.http.route,user.id")]
    [InlineData("spans-usual", FacetSignal.Spans, null)]
    public async Task Facets_EachKind_ArePinnedAndRun(string name, FacetSignal signal, string? fields)
    {
        SqlStatement statement = FacetQuery.Count(FacetSource.Of(signal), Request("disk"), Releases, fields?.Split(','), new FacetLimits(1000, 10, 12));

        Snapshot.Matches($"facets/{name}.sql", Describe("disk", statement));
        await RunAsync(statement);
    }

    [Theory]
    [InlineData("level:loud", 6, 4)]
    [InlineData("level:err*", 6, 4)]
    [InlineData("service:>a", 8, 2)]
    [InlineData("release:>main", 8, 5)]
    [InlineData("attributes.x:>many", 13, 5)]
    [InlineData("message:>x", 8, 2)]
    public void FindProblem_LogQueryWithoutMeaning_SaysWhere(string query, int position, int length)
    {
        SearchProblem? problem = LogReader.FindProblem(SearchText.Parse(query));

        Assert.Equal(new TextSpan(position, length), problem?.Span);
    }

    [Theory]
    [InlineData("duration:>5", 9)]
    [InlineData("duration:>fastms", 9)]
    [InlineData("trace.duration:>fastms", 15)]
    [InlineData("kind:sever", 5)]
    [InlineData("status:>ok", 7)]
    public void FindProblem_SpanQueryWithoutMeaning_SaysWhere(string query, int position) =>
        Assert.Equal(position, TraceReader.FindProblem(SearchText.Parse(query))?.Span.Start);

    private static SearchRequest Request(string query) => new(new ProjectId(7), Window, SearchText.Parse(query));

    private async Task RunAsync(SqlStatement statement)
    {
        using var store = new ReaderStore(database.Endpoint);
        await store.Get<QueryRunner>().ReadAsync(statement, reader => reader.FieldCount, TestContext.Current.CancellationToken);
    }

    private static string Describe(string query, SqlStatement statement)
    {
        var text = new StringBuilder().Append("-- ").AppendLine(query).AppendLine(statement.Text);
        foreach (SqlParameter parameter in statement.Parameters)
        {
            string value = parameter.Value is string[] list ? $"[{string.Join(", ", list)}]" : Convert.ToString(parameter.Value, CultureInfo.InvariantCulture) ?? "";
            text.AppendLine(CultureInfo.InvariantCulture, $"-- {parameter.Name}: {value}");
        }

        foreach ((string name, object value) in statement.Settings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"-- set {name} = {value}");
        }

        return text.ToString();
    }
}
