using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

public sealed class IssueListTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Fact]
    public async Task List_CrashesOfTheDay_CountsEventsPeopleAndTime()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        await world.StoreAsync(
            world.Crash(1) with { Affected = 7 },
            world.Crash(1, 5) with { Affected = 7, Release = "1.2" },
            world.Crash(1, -60) with { Affected = 8, Release = "1.10" },
            world.Crash(2, 3) with { Affected = 9 },
            world.Crash(3) with { Time = world.Noon.AddDays(-1) });

        IssueList list = await host.GetAsync<IssueList>($"{IssueWorld.Project}/issues?{world.Day}");

        Assert.Equal((2, null, 3600L), (list.Total, list.Next, list.StepSeconds));
        IssueListItem first = list.Items[0];
        Assert.Equal(("DEFAULT-1", "ValueError: number 1 is gone", 3L, 2L), (first.ShortId, first.Title, first.Count, first.Users));
        Assert.Equal(("1.0", "1.10", "unresolved", "new", "high"), (first.FirstRelease, first.LastRelease, first.Status, first.Substatus, first.Priority));
        Assert.Equal((1L, 2L, 24), (first.Trend[11], first.Trend[12], first.Trend.Count));
        Assert.Equal(["1.0", "1.2", "1.10"], list.Releases);
        Assert.Equal([1L, 1L, 1L], first.ReleaseTrend);
        Assert.Equal([1L, 0L, 0L], list.Items[1].ReleaseTrend);
        Assert.Equal("1.0", first.FirstBadRelease);
        Assert.Equal(("DEFAULT-2", 1L, 1L), (list.Items[1].ShortId, list.Items[1].Count, list.Items[1].Users));
    }

    // One host for all of them: starting one takes longer than asking.
    private static readonly (string Query, string Expected)[] Queries =
    [
        ("", "1 2 3"),
        ("is:unresolved", "1 2"),
        ("is:resolved", "3"),
        ("-is:resolved is:unassigned", "2"),
        ("assignee:ADA@example.com", "1"),
        ("has:assignee", "1"),
        ("type:KeyError", "2"),
        ("type:ValueError", "1 3"),
        ("type:shop.errors.ValueError", "1 3"),
        ("type:errors.ValueError", ""),
        ("type:Value*", "1 3"),
        ("level:>=error", "1 3"),
        ("priority:high", "1 3"),
        ("release:2.0", "2 3"),
        ("release:2.0 -release:1.0", "3"),
        ("release:>=1.9", "2 3"),
        ("release:[1.0, 3.0]", "1 2"),
        ("-release:2.0", "1"),
        ("first_release:2.0", "3"),
        ("last_release:<2", "1"),
        ("environment:test", "1"),
        ("-environment:test", "2 3"),
        ("environment:t*", "1"),
        ("\"number 2\"", "2"),
        ("umber", ""),
        ("*umber GONE", "1 2 3"),
        ("default-2", "2"),
        ("id:DEFAULT-2 OR type:ValueError", "1 2 3"),
        ("events:>1", "2 3"),
        ("users:>1", "3"),
        ("users:1 -events:1", "2"),
        ("culprit:checkout", "1 2 3"),
        ("first_seen:<2020-01-01T00:00:00Z", ""),
    ];

    [Fact]
    public async Task List_Query_AnswersFromBothDatabases()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        IReadOnlyList<string> ids = await world.StoreAsync(
            world.Crash(1) with { Affected = 1, Environment = "test" },
            world.Crash(2, 1) with { Affected = 2 },
            world.Crash(2, 2) with { Affected = 2, Release = "2.0" },
            world.Crash(3, 3) with { Affected = 3, Release = "2.0" },
            world.Crash(3, 4) with { Affected = 4, Release = "2.0" });
        await PatchAsync(host, ids[0], new IssuePatch { Assignee = "ada@example.com" });
        await PatchAsync(host, ids[3], new IssuePatch { Status = "resolved" });
        List<string> wrong = [];
        foreach ((string query, string expected) in Queries)
        {
            IssueList list = await host.GetAsync<IssueList>($"{IssueWorld.Project}/issues?{world.Day}&sort=first_seen&query={Uri.EscapeDataString(query)}");
            string found = string.Join(' ', list.Items.Select(item => item.ShortId["DEFAULT-".Length..]).Order(StringComparer.Ordinal));
            Assert.Equal(list.Items.Count, list.Total);
            if (found != expected)
            {
                wrong.Add($"{query}: {found} instead of {expected}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task List_ReleaseAndEnvironment_CountOnlyWhatHappenedThere()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        await world.StoreAsync(world.Crash(1) with { Affected = 1 }, world.Crash(1) with { Affected = 2, Release = "2.0" }, world.Crash(1) with { Affected = 3, Release = "2.0", Environment = "test" });

        IssueList list = await host.GetAsync<IssueList>($"{IssueWorld.Project}/issues?{world.Day}&query=release:>=2%20environment:production");

        Assert.Equal((1L, 1L, 1L), (list.Items[0].Count, list.Items[0].Users, list.Items[0].Trend.Sum()));
    }

    [Fact]
    public async Task List_MergedIssues_ArePeopleOnce()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        IReadOnlyList<string> ids = await world.StoreAsync(world.Crash(1) with { Affected = 5 }, world.Crash(2) with { Affected = 5 }, world.Crash(2) with { Affected = 6 });

        await host.SendAsync<IssueItem>(HttpMethod.Post, $"{IssueWorld.Project}/issues/merge", new IssueMerge(ids[0], [ids[1]]), host.Token);
        IssueList list = await host.GetAsync<IssueList>($"{IssueWorld.Project}/issues?{world.Day}&sort=users");

        IssueListItem merged = Assert.Single(list.Items);
        Assert.Equal((3L, 2L, 3L), (merged.Count, merged.Users, merged.Trend.Sum()));
    }

    [Theory]
    [InlineData("last_seen", "4 3 2 1 0")]
    [InlineData("first_seen", "4 3 2 1 0")]
    [InlineData("events", "0 1 2 3 4")]
    [InlineData("users", "4 3 2 1 0")]
    [InlineData("priority", "4 2 0 3 1")]
    public async Task List_PageByPage_EachIssueOnceInOrder(string sort, string expected)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        // Issue i happens 5 - i times, at minute i, to i + 1 people at most.
        TestCrash[] crashes = [.. Enumerable.Range(0, 5).SelectMany(i => Enumerable.Range(0, 5 - i).Select(n => world.Crash((ulong)i + 1, i) with { Affected = (ulong)(n % (i + 1)) + 1 }))];
        await world.StoreAsync(crashes);
        int[] people = [.. crashes.GroupBy(crash => crash.Hash).Select(issue => issue.Select(crash => crash.Affected).Distinct().Count())];

        List<IssueListItem> all = [];
        string? cursor = null;
        do
        {
            IssueList page = await host.GetAsync<IssueList>($"{IssueWorld.Project}/issues?{world.Day}&limit=2&sort={sort}&cursor={cursor}");
            Assert.Equal(5, page.Total);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        int[] order = [.. all.Select(item => (int)(item.Title["ValueError: number ".Length] - '1'))];
        string wanted = sort == "users" ? string.Join(' ', Enumerable.Range(0, 5).OrderByDescending(i => people[i]).ThenByDescending(i => i)) : expected;
        Assert.Equal(wanted, string.Join(' ', order));
    }

    [Theory]
    [InlineData("sort=newest", "sort")]
    [InlineData("limit=101", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("query=is:open", "query")]
    [InlineData("query=os.name:Windows", "query")]
    [InlineData("query=release:>x", "query")]
    [InlineData("query=events:many", "query")]
    [InlineData("query=first_seen:yesterday", "query")]
    [InlineData("from=now&to=now-1h", "from")]
    public async Task List_SomethingWrong_NamesIt(string parameters, string name)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        JsonElement problem = await host.GetProblemAsync($"{IssueWorld.Project}/issues?{parameters}", HttpStatusCode.BadRequest);

        Assert.Equal(name, problem.GetProperty("parameter").GetString());
    }

    private static async Task PatchAsync(QueryApiHost host, string id, IssuePatch patch)
    {
        using HttpClient client = host.CreateClient();
        using HttpResponseMessage answer = await client.PatchAsJsonAsync($"{IssueWorld.Project}/issues/{id}", patch, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
