using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Issues;
using Telemetry.Control.Tokens;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Issues;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

/// <summary>Rules, their preview, and why a crash is where it is, over a real store and a real control database.</summary>
public sealed partial class GroupingRulesTests(EngineFixture engine)
{
    private const string Rules = "/api/v1/projects/1/grouping-rules";

    private static readonly ProjectId Project = new(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_ThenGet_KeepsTextWhoWhenAndFromWhen()
    {
        await using QueryApiHost host = await StartAsync();

        GroupingRulesItem before = await host.GetAsync<GroupingRulesItem>(Rules);
        GroupingRulesItem written = await SendAsync<GroupingRulesItem>(host, HttpMethod.Put, Rules, new { fingerprint = "# one\ntype:A -> a", stack = "module:x.* +app", ifRevision = 0 });

        Assert.Equal(new GroupingRulesItem(0, "", "", null, null, null), before);
        Assert.Equal((1, "# one\ntype:A -> a", "module:x.* +app"), (written.Revision, written.Fingerprint, written.Stack));
        Assert.Equal(TimeSpan.FromSeconds(10), Time(written.InForceFrom) - Time(written.ChangedAt));
        Assert.NotEmpty(written.ChangedBy!);
        Assert.Equal(written, await host.GetAsync<GroupingRulesItem>(Rules));
    }

    [Fact]
    public async Task Revisions_AfterTwoChanges_AreBothThereTheNewestFirst()
    {
        await using QueryApiHost host = await StartAsync();
        Assert.Empty((await host.GetAsync<GroupingRulesHistory>(Rules + "/revisions")).Items);

        GroupingRulesItem first = await SendAsync<GroupingRulesItem>(host, HttpMethod.Put, Rules, new { fingerprint = "type:A -> a" });
        GroupingRulesItem second = await SendAsync<GroupingRulesItem>(host, HttpMethod.Put, Rules, new { fingerprint = "type:A -> b", stack = "module:x +app" });

        Assert.Equal([second, first], (await host.GetAsync<GroupingRulesHistory>(Rules + "/revisions")).Items);
    }

    [Fact]
    public async Task Preview_RuleForSomeCrashesOfAnIssue_SaysOutOfHowMany()
    {
        await using QueryApiHost host = await StartAsync();
        await StoreAsync(host, Crash(1, "ValueError"), Crash(2, "ValueError") with { Release = "2.0" }, Crash(3, "ValueError"));

        GroupingMove move = Assert.Single((await PreviewAsync(host, new { fingerprint = "release:2.0 -> {{ default }}, two" })).Moves);

        Assert.Equal((1, 3, null), (move.Crashes, move.Tried, move.To));
    }

    [Fact]
    public async Task Put_OldRevision_IsAConflict()
    {
        await using QueryApiHost host = await StartAsync();
        await SendAsync<GroupingRulesItem>(host, HttpMethod.Put, Rules, new { fingerprint = "type:A -> a" });

        using HttpResponseMessage response = await host.SendAsync(HttpMethod.Put, Rules, new { fingerprint = "type:A -> b", ifRevision = 0 }, host.Token);

        await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.Conflict);
        Assert.Equal("type:A -> a", (await host.GetAsync<GroupingRulesItem>(Rules)).Fingerprint);
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("POST", "/preview")]
    public async Task Send_LinesThatAreNoRules_NamesEachWithItsPlaceAndWhatWouldBeRight(string method, string path)
    {
        await using QueryApiHost host = await StartAsync();

        using HttpResponseMessage response = await host.SendAsync(
            new HttpMethod(method), Rules + path, new { fingerprint = "type:A -> a\nnobody:A -> a", stack = "module:x +other" }, host.Token);

        JsonElement problem = await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal("fingerprint", problem.GetProperty("parameter").GetString());
        Assert.StartsWith("Line 2, column 1 of the fingerprint rules: \"nobody\" is nothing a rule can look at. Expected: One of error.type", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["fingerprint 2:1", "stack 1:10"],
            problem.GetProperty("problems").EnumerateArray().Select(line => $"{line.GetProperty("field").GetString()} {line.GetProperty("line").GetInt32()}:{line.GetProperty("column").GetInt32()}"));
        Assert.Equal(0, (await host.GetAsync<GroupingRulesItem>(Rules)).Revision);
    }

    [Fact]
    public async Task Put_TooMuch_IsRefused()
    {
        await using QueryApiHost host = await StartAsync();

        foreach ((object body, string parameter) in new (object, string)[]
        {
            (new { fingerprint = string.Join('\n', Enumerable.Range(0, 10_000).Select(number => $"type:E{number} -> g")) }, "fingerprint"),
            (new { stack = new string('#', 200_001) }, "stack"),
            (new { stack = "module:a\0 +app" }, "stack"),
            (new { fingerprint = new string('#', 3_000_000) }, "body"),
            ("text", "body"),
        })
        {
            using HttpResponseMessage response = await host.SendAsync(HttpMethod.Put, Rules, body, host.Token);
            Assert.Equal(parameter, (await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.BadRequest)).GetProperty("parameter").GetString());
        }
    }

    [Fact]
    public async Task Send_TokenThatOnlyReads_MayLookAndNotWrite()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(
            await engine.CreateDatabaseAsync(), grant: new ApiTokenGrant("reader", IsAdministrator: false, [Project]));

        await host.GetAsync<GroupingRulesItem>(Rules);
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Put, Rules), (HttpMethod.Post, Rules + "/preview") })
        {
            using HttpResponseMessage response = await host.SendAsync(method, path, new { fingerprint = "" }, host.Token);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    private async Task<QueryApiHost> StartAsync() => await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());

    private static Task<T> SendAsync<T>(QueryApiHost host, HttpMethod method, string path, object body) => host.SendAsync<T>(method, path, body, host.Token);

    private static Task<GroupingPreview> PreviewAsync(QueryApiHost host, object body) => SendAsync<GroupingPreview>(host, HttpMethod.Post, Rules + "/preview", body);

    /// <summary>Stores crashes as the worker does: grouped, assigned, under the key that the assignment names.</summary>
    private static async Task<IReadOnlyList<IssueId>> StoreAsync(QueryApiHost host, params CrashReport[] reports)
    {
        GroupedCrash[] grouped = [.. reports.Select(report => CrashGrouper.Group(report, GroupingRules.None))];
        IReadOnlyList<AssignedCrash> assigned = await host.Services.GetRequiredService<IssueAssigner>().AssignAsync([.. grouped.Select(Sighting)], Token);
        await host.Store.InsertAsync([.. grouped.Zip(assigned, (crash, issue) => new TestCrash
        {
            Project = 1,
            Number = (int)crash.Report.Id.Value,
            Hash = issue.Key.Hash,
            Time = crash.Report.Time,
            RetentionDays = 400,
            Document = Encoding.UTF8.GetString(CrashDocumentWriter.Write(crash.Report)).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal),
        })]);
        return [.. assigned.Select(crash => crash.Issue!.Value)];
    }

    private static CrashSighting Sighting(GroupedCrash crash) => new()
    {
        Project = Project,
        Keys = [new GroupingKey(crash.Grouping.Version, crash.Grouping.Hash)],
        Title = crash.Grouping.Title,
        Type = crash.Report.Exceptions[0].QualifiedType,
        Culprit = crash.Grouping.Culprit,
        Level = "error",
        Release = null,
        Environment = null,
        OccurredAt = crash.Report.Time,
        ReceivedAt = crash.Report.ReceivedAt,
    };

    private static CrashReport Crash(int id, string type, string[]? fingerprint = null) => new()
    {
        Id = new CrashId((UInt128)id),
        Time = TimeProvider.System.GetUtcNow().AddHours(-2).AddSeconds(id),
        ReceivedAt = TimeProvider.System.GetUtcNow().AddHours(-2).AddSeconds(id),
        Fingerprint = fingerprint ?? [],
        Exceptions = [new CrashException { Id = 0, Type = type, Value = "bad", Stack = new CrashStack([Frame("photo.cli", "main"), Frame("photo.io", "save"), Frame("requests.api", "get")], 0) }],
    };

    private static CrashFrame Frame(string module, string function) => new() { Module = module, Function = function };

    private static DateTimeOffset Time(string? text) => DateTimeOffset.Parse(text ?? "", CultureInfo.InvariantCulture);
}
