using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

public sealed class IssueDetailTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Fact]
    public async Task Get_ReleasesInUse_TellsWhereItBegan()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        TestCrash newest = world.Crash(1, 9) with { Release = "1.10", Affected = 2, Environment = "test" };
        IReadOnlyList<string> ids = await world.StoreAsync(
            world.Crash(1) with { Release = "1.9", Affected = 1 },
            world.Crash(1) with { Release = "1.9", Affected = 2 },
            newest,
            world.Crash(2) with { Release = "1.2" },
            world.Crash(2) with { Release = "1.8" },
            world.Crash(2) with { Release = "1.10" });

        IssueDetails issue = await host.GetAsync<IssueDetails>($"{IssueWorld.Project}/issues/{ids[0]}?{world.Day}");

        Assert.Equal((3L, 3L, 2L, "1.9", "1.8"), (issue.Count, issue.Unhandled, issue.Users, issue.FirstBadRelease, issue.LastGoodRelease));
        Assert.Equal(["1.10", "1.9", "1.8", "1.2"], issue.Releases.Select(release => release.Release));
        Assert.Equal([(1L, 1L, 2L), (2L, 2L, 2L), (0L, 0L, 1L), (0L, 0L, 1L)], issue.Releases.Select(release => (release.Count, release.Users, release.AllEvents)));
        Assert.Equal([new IssueEnvironmentItem("production", 2, 2), new IssueEnvironmentItem("test", 1, 1)], issue.Environments);
        Assert.Equal((newest.Id, 3L), (issue.LatestEvent, issue.Trend.Sum()));
        IssueDetails there = await host.GetAsync<IssueDetails>($"{IssueWorld.Project}/issues/{ids[0]}?{world.Day}&query=environment:test%20os.name:Windows");
        Assert.Equal((1L, "1.10"), (there.Count, there.FirstBadRelease));
    }

    [Fact]
    public async Task Get_PartOfAnother_TellsTheWhole()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        IReadOnlyList<string> ids = await world.StoreAsync(world.Crash(1) with { Affected = 4 }, world.Crash(2) with { Affected = 4 });
        await host.SendAsync<IssueItem>(HttpMethod.Post, $"{IssueWorld.Project}/issues/merge", new IssueMerge(ids[0], [ids[1]]), host.Token);

        IssueDetails issue = await host.GetAsync<IssueDetails>($"{IssueWorld.Project}/issues/{ids[1]}?{world.Day}");

        Assert.Equal((ids[0], 2L, 1L), (issue.Issue.Id, issue.Count, issue.Users));
        await host.GetProblemAsync($"{IssueWorld.Project}/issues/999", HttpStatusCode.NotFound);
        await host.GetProblemAsync($"{IssueWorld.Project}/issues/DEFAULT-9/events", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Groups_OfMergedIssues_TellEventsNewestCrashAndWhereTheyCameFrom()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        TestCrash newest = world.Crash(2, 9);
        IReadOnlyList<string> ids = await world.StoreAsync(world.Crash(1), world.Crash(2), newest, world.Crash(2) with { Time = world.Noon.AddDays(-1) });
        await host.SendAsync<IssueItem>(HttpMethod.Post, $"{IssueWorld.Project}/issues/merge", new IssueMerge(ids[0], [ids[1]]), host.Token);

        IssueGroupList groups = await host.GetAsync<IssueGroupList>($"{IssueWorld.Project}/issues/{ids[0]}/groups?{world.Day}");

        Assert.Equal(
            [("1:0000000000000002", "DEFAULT-2", 2L, newest.Id), ("1:0000000000000001", null, 1L, groups.Items[1].Newest!.Id)],
            groups.Items.Select(group => (group.Key, group.Part, group.Events, group.Newest!.Id)));
        Assert.Equal((2, ids[1]), (groups.Total, Assert.Single(groups.Parts).Id));
        IssueGroupList before = await host.GetAsync<IssueGroupList>($"{IssueWorld.Project}/issues/{ids[0]}/groups?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");
        Assert.All(before.Items, group => Assert.Equal((0L, null), (group.Events, group.Newest)));
        await host.GetProblemAsync($"{IssueWorld.Project}/issues/999/groups", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Get_NothingInTheRange_IsZeroes()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        IReadOnlyList<string> ids = await world.StoreAsync(world.Crash(1));

        IssueDetails issue = await host.GetAsync<IssueDetails>($"{IssueWorld.Project}/issues/{ids[0]}?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");

        Assert.Equal((0L, 0L, null, null), (issue.Count, issue.Users, issue.LatestEvent, issue.FirstBadRelease));
        Assert.Empty(issue.Releases);
    }

    [Fact]
    public async Task Events_PageByPageAndWalked_AreTheSame()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        // Two hashes, and two crashes at the same moment.
        TestCrash[] crashes = [.. Enumerable.Range(0, 7).Select(i => world.Crash(i % 2 == 0 ? 1UL : 2UL, i / 2) with { InstallId = $"i{i}" })];
        IReadOnlyList<string> ids = await world.StoreAsync(crashes);
        await host.SendAsync<IssueItem>(HttpMethod.Post, $"{IssueWorld.Project}/issues/merge", new IssueMerge(ids[0], [ids[1]]), host.Token);

        List<string> paged = [];
        string? cursor = null;
        do
        {
            CrashPage page = await host.GetAsync<CrashPage>($"{IssueWorld.Project}/issues/{ids[0]}/events?{world.Day}&limit=2&cursor={cursor}");
            paged.AddRange(page.Items.Select(item => item.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        List<string> walked = [];
        for (string? id = paged[0]; id is not null; id = (await host.GetAsync<CrashItem>($"{IssueWorld.Project}/events/{id}")).Older)
        {
            walked.Add(id);
        }

        Assert.Equal(crashes.OrderByDescending(crash => crash.Time).ThenByDescending(crash => crash.Id, StringComparer.Ordinal).Select(crash => crash.Id), paged);
        Assert.Equal(paged, walked);
        CrashItem second = await host.GetAsync<CrashItem>($"{IssueWorld.Project}/events/{paged[1]}");
        Assert.Equal((paged[0], ids[0]), (second.Newer, second.Issue?.Id));
    }

    [Theory]
    [InlineData("os.name:Windows", 1)]
    [InlineData("has:os.name", 2)]
    [InlineData("release:>1.5 environment:production", 1)]
    [InlineData("install:i2", 1)]
    [InlineData("\"disk full\"", 1)]
    [InlineData("level:error", 0)]
    public async Task Events_Query_AsksForFactsToo(string query, int expected)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        IReadOnlyList<string> ids = await world.StoreAsync(
            world.Crash(1) with { Facts = Facts("os.name", "Windows"), Message = "the disk full again" },
            world.Crash(1) with { Facts = Facts("os.name", "Linux"), InstallId = "i2" },
            world.Crash(1) with { Release = "2.0" });

        CrashPage page = await host.GetAsync<CrashPage>($"{IssueWorld.Project}/issues/{ids[0]}/events?{world.Day}&query={Uri.EscapeDataString(query)}");

        Assert.Equal(expected, page.Items.Count);
    }

    [Fact]
    public async Task Event_Whole_HasItsDocumentAndWhatWasInstalled()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        TestCrash crash = world.Crash(77) with { Document = """{"version":1,"distributions_hash":"ab12","tags":{"a":"<b>"}}""" };
        await world.StoreAsync(crash);
        await database.Endpoint.InsertAsync("crash_distributions (ProjectId, DistributionsHash, Name, Version, LastSeen, RetentionDays)", "(1, 'ab12', 'requests', '2.0', today(), 30)", "(1, 'ab12', 'pillow', '11.0', today(), 30)", "(1, 'ab12', 'typing_extensions', '4', today(), 30)", "(1, 'ab12', 'typing-extensions', '4', today(), 30)");

        CrashItem found = await host.GetAsync<CrashItem>($"{IssueWorld.Project}/events/{crash.Id.ToUpperInvariant()}");

        Assert.Equal(["pillow", "requests", "typing-extensions"], found.Distributions.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("<b>", "2.0", "11.0"), (found.Document.GetProperty("tags").GetProperty("a").GetString(), found.Distributions["requests"], found.Distributions["pillow"]));
        Assert.Equal(("1:000000000000004d", null, null), (found.Key, found.Newer, found.Older));
        await host.GetProblemAsync($"{IssueWorld.Project}/events/{new string('f', 32)}", HttpStatusCode.NotFound);
        await host.GetProblemAsync($"{IssueWorld.Project}/events/nonsense", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Facts_WindowsOnly_StandsOutByInstallations()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        await database.Endpoint.InsertAsync("crash_distributions (ProjectId, DistributionsHash, Name, Version, LastSeen, RetentionDays)", "(1, 'fa1', 'pillow', '11.0', today(), 30)", "(1, 'fa2', 'Pillow', '10.0', today(), 30)");
        // The issue: 38 of 40 installations on Windows, all with pillow 11. The others: 10 of 80, half of them with it. Languages are the same everywhere. One machine crashes a hundred times.
        TestCrash[] own = [.. Enumerable.Range(0, 40).Select(i => world.Crash(1) with { Affected = (ulong)i + 1, DistributionsHash = "fa1", Facts = Facts("os.name", i < 38 ? "Windows" : "Linux", "locale", i % 2 == 0 ? "de" : "en") })];
        TestCrash[] loop = [.. Enumerable.Range(0, 100).Select(_ => world.Crash(1) with { Affected = 40, DistributionsHash = "fa1", Facts = Facts("os.name", "Linux", "locale", "en") })];
        TestCrash[] others = [.. Enumerable.Range(0, 80).Select(i => world.Crash(2) with { Affected = (ulong)i + 100, DistributionsHash = i % 2 == 0 ? "fa1" : "fa2", Facts = Facts("os.name", i < 10 ? "Windows" : "Linux", "locale", i % 2 == 0 ? "de" : "en") })];
        TestCrash[] elsewhere = [.. Enumerable.Range(0, 50).Select(i => world.Crash(2) with { Affected = (ulong)i + 300, Release = "9.0", Facts = Facts("os.name", "Windows") })];
        IReadOnlyList<string> ids = await world.StoreAsync([.. own, .. loop, .. others, .. elsewhere]);

        IssueFacts facts = await host.GetAsync<IssueFacts>($"{IssueWorld.Project}/issues/{ids[0]}/facts?{world.Day}");

        Assert.Equal((140L, 140L, 80L), (facts.Events, facts.Compared, facts.Others));
        Assert.Equal([("os.name", "Windows"), ("distribution:pillow", "11.0")], facts.Items.Select(item => (item.Name, item.Value)));
        IssueFactItem windows = facts.Items[0];
        Assert.Equal((38L, 0.95, 0.125), (windows.Count, Math.Round(windows.Share, 3), Math.Round(windows.OtherShare, 3)));
        Assert.InRange(windows.LiftAtLeast, 4.0, 5.5);
        Assert.Equal(["Windows", "Linux"], facts.Common.Single(name => name.Name == "os.name").Values.Select(value => value.Key));
    }

    [Fact]
    public async Task Facts_MoreNamesThanValuesShown_AreAllThere()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        Dictionary<string, string> facts = Enumerable.Range(0, 58).ToDictionary(i => $"fact{i:d2}", _ => "x");
        IReadOnlyList<string> ids = await world.StoreAsync([.. Enumerable.Range(1, 6).Select(i => world.Crash(1) with { Affected = (ulong)i, Facts = facts })]);

        IssueFacts found = await host.GetAsync<IssueFacts>($"{IssueWorld.Project}/issues/{ids[0]}/facts?{world.Day}");

        Assert.Equal(facts.Keys, found.Common.Select(fact => fact.Name));
        Assert.All(found.Common, fact => Assert.Equal([new CountGroup("x", 6)], fact.Values));
    }

    [Fact]
    public async Task Changes_BetweenGoodAndBad_AreTheVersionsThatDiffer()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IssueWorld world = IssueWorld.On(host);
        await database.Endpoint.InsertAsync(
            "crash_distributions (ProjectId, DistributionsHash, Name, Version, LastSeen, RetentionDays)",
            "(1, 'ch1', 'Pillow', '10.0', today(), 30)", "(1, 'ch1', 'requests', '2.0', today(), 30)", "(1, 'ch1', 'gone', '1', today(), 30)",
            "(1, 'ch2', 'pillow', '11.0', today(), 30)", "(1, 'ch2', 'requests', '2.0', today(), 30)", "(1, 'ch2', 'come', '1', today(), 30)");
        IReadOnlyList<string> ids = await world.StoreAsync(world.Crash(1) with { Release = "2.0", DistributionsHash = "ch2" }, world.Crash(2) with { Release = "1.0", DistributionsHash = "ch1" });
        using HttpClient client = host.CreateClient();
        await client.PostAsJsonAsync($"{IssueWorld.Project}/releases", new NewReleaseItem("2.0", null, null, [new ReleaseCommitItem("abc", "Ada", "Take the new pillow", null)]), TestContext.Current.CancellationToken);

        IssueChanges changes = await host.GetAsync<IssueChanges>($"{IssueWorld.Project}/issues/{ids[0]}/changes?{world.Day}");

        Assert.Equal(("1.0", "2.0", "abc"), (changes.Good, changes.Bad, Assert.Single(changes.Commits).Hash));
        Assert.Equal("""[{"name":"come","before":[],"after":["1"]},{"name":"gone","before":["1"],"after":[]},{"name":"pillow","before":["10.0"],"after":["11.0"]}]""", JsonSerializer.Serialize(changes.Distributions, JsonSerializerOptions.Web));
    }

    private static Dictionary<string, string> Facts(params string[] pairs) => pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
}
