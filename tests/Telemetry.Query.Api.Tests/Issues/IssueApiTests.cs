using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Issues;
using Telemetry.Control.Tokens;
using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

public sealed class IssueApiTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Issues = "/api/v1/projects/1/issues";

    [Fact]
    public async Task Patch_ThenUndo_TellsEachStepInTheTimeline()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string id = (await MakeAsync(host, 1))[0];

        EditedIssueItem resolved = await SendAsync<EditedIssueItem>(host, HttpMethod.Patch, $"/{id}", """{"status":"resolved","resolution":{"in":"release","releases":["1.8.3","2.1"]},"priority":"low"}""");
        EditedIssueList undone = await SendAsync<EditedIssueList>(host, HttpMethod.Post, "/undo", JsonSerializer.Serialize(new { changes = resolved.Changes }));

        Assert.Equal(("resolved", "release", "low"), (resolved.Issue.State.Status, resolved.Issue.State.Resolution?.In, resolved.Issue.State.Priority));
        Assert.Equal(["1.8.3", "2.1"], resolved.Issue.State.Resolution?.Releases);
        Assert.Equal(("unresolved", "new", "high"), (undone.Items[0].Issue.State.Status, undone.Items[0].Issue.State.Substatus, undone.Items[0].Issue.State.Priority));
        IssueTimelinePage page = await host.GetAsync<IssueTimelinePage>($"{Issues}/DEFAULT-1/activity?limit=3");
        Assert.Equal(["undone", "prioritised", "resolved"], page.Items.Select(line => line.Kind));
        Assert.All(page.Items, line => Assert.NotNull(line.Actor));
        IssueTimelinePage rest = await host.GetAsync<IssueTimelinePage>($"{Issues}/{id}/activity?limit=3&cursor={page.Next}");
        Assert.Equal(("created", null, null), (Assert.Single(rest.Items).Kind, rest.Items[0].Actor, rest.Next));
    }

    [Fact]
    public async Task Patch_Archive_TakesTimesAndCounts()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string id = (await MakeAsync(host, 1))[0];

        EditedIssueItem archived = await SendAsync<EditedIssueItem>(host, HttpMethod.Patch, $"/{id}", """{"status":"archived","archive":{"until":"time","time":"now+7d"}}""");
        EditedIssueItem rate = await SendAsync<EditedIssueItem>(host, HttpMethod.Patch, $"/{id}", """{"status":"archived","archive":{"until":"users","count":5,"windowMinutes":60}}""");

        Assert.Equal(("archived", "time"), (archived.Issue.State.Status, archived.Issue.State.Archive?.Until));
        Assert.NotNull(archived.Issue.State.Archive?.Time);
        Assert.Equal((5L, 60), (rate.Issue.State.Archive?.Count, rate.Issue.State.Archive?.WindowMinutes));
        EditedIssueItem count = await SendAsync<EditedIssueItem>(host, HttpMethod.Patch, $"/{id}", """{"status":"archived","archive":{"until":"events","count":5}}""");
        Assert.Equal(("events", 5L, null), (count.Issue.State.Archive?.Until, count.Issue.State.Archive?.Count, count.Issue.State.Archive?.WindowMinutes));
    }

    [Fact]
    public async Task Patch_OldVersion_IsAConflict()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string id = (await MakeAsync(host, 1))[0];

        await ProblemAsync(host, HttpMethod.Patch, $"/{id}", """{"status":"resolved","ifVersion":7}""", HttpStatusCode.Conflict);
        EditedIssueItem edited = await SendAsync<EditedIssueItem>(host, HttpMethod.Patch, $"/{id}", """{"assignee":"ada@example.com","ifVersion":1}""");

        Assert.Equal(("ada@example.com", 2L), (edited.Issue.State.Assignee, edited.Issue.StateVersion));
        Assert.Null((await SendAsync<EditedIssueItem>(host, HttpMethod.Patch, $"/{id}", """{"assignee":""}""")).Issue.State.Assignee);
    }

    [Theory]
    [InlineData("""{}""", "status")]
    [InlineData("""{"status":"gone"}""", "status")]
    [InlineData("""{"status":"1"}""", "status")]
    [InlineData("""{"priority":"highest"}""", "priority")]
    [InlineData("""{"status":"unresolved","resolution":{"in":"now"}}""", "resolution")]
    [InlineData("""{"status":"resolved","resolution":{"in":"later"}}""", "resolution.in")]
    [InlineData("""{"status":"resolved","resolution":{"in":"release"}}""", "resolution.releases")]
    [InlineData("""{"status":"resolved","resolution":{"in":"now","releases":["1"]}}""", "resolution.releases")]
    [InlineData("""{"status":"resolved","resolution":{"in":"release","releases":["1",null]}}""", "resolution.releases")]
    [InlineData("""{"status":"resolved","resolution":{"in":"next"}}""", "status")]
    [InlineData("""{"status":"resolved","archive":{"until":"forever"}}""", "archive")]
    [InlineData("""{"status":"archived","archive":{}}""", "archive.until")]
    [InlineData("""{"status":"archived","archive":{"until":"time"}}""", "archive.time")]
    [InlineData("""{"status":"archived","archive":{"until":"time","time":"yesterday"}}""", "archive.time")]
    [InlineData("""{"status":"archived","archive":{"until":"time","time":"now-1h"}}""", "archive.time")]
    [InlineData("""{"status":"archived","archive":{"until":"users"}}""", "archive.count")]
    [InlineData("""{"status":"archived","archive":{"until":"users","count":0}}""", "archive.count")]
    [InlineData("""{"status":"archived","archive":{"until":"forever","windowMinutes":5}}""", "archive.windowMinutes")]
    [InlineData("""{"status":"resolved","reviewed":true}""", "reviewed")]
    [InlineData("""{"assignee":"a\u0000b"}""", "assignee")]
    [InlineData("""{"status":5}""", "body")]
    [InlineData("""null""", "body")]
    public async Task Patch_SomethingWrong_NamesIt(string json, string parameter)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string id = (await MakeAsync(host, 1))[0];

        JsonElement problem = await ProblemAsync(host, HttpMethod.Patch, $"/{id}", json, HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Bulk_ManyIssues_ChangesThemAndLeavesUnknownOnesOut()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string[] ids = await MakeAsync(host, 1, 2, 3);

        EditedIssueList edited = await SendAsync<EditedIssueList>(host, HttpMethod.Post, "/bulk", JsonSerializer.Serialize(new { issues = (string[])[.. ids, "999"], change = new { status = "archived" } }));

        Assert.Equal(ids, edited.Items.Select(item => item.Issue.Id));
        Assert.All(edited.Items, item => Assert.Equal("escalating", item.Issue.State.Archive?.Until));
        foreach (string wrong in (string[])["""{"issues":[],"change":{"status":"resolved"}}""", """{"issues":["x"],"change":{"status":"resolved"}}""", """{"change":{"status":"resolved"}}""", """{"issues":["1"]}"""])
        {
            await ProblemAsync(host, HttpMethod.Post, "/bulk", wrong, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Merge_Unmerge_Split_MoveKeysOnly()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string[] ids = await MakeAsync(host, 1, ulong.MaxValue);

        await SendAsync<IssueItem>(host, HttpMethod.Post, "/merge", $$"""{"into":"{{ids[0]}}","issues":["{{ids[1]}}"]}""");
        IssueKeyList keys = await host.GetAsync<IssueKeyList>($"{Issues}/{ids[0]}/keys");
        IssueItem part = await SendAsync<IssueItem>(host, HttpMethod.Post, $"/{ids[0]}/split", """{"keys":["1:0000000000000001"]}""");

        Assert.Equal([new IssueKeyItem("1:0000000000000001", ids[0]), new IssueKeyItem("1:ffffffffffffffff", ids[1])], keys.Keys.OrderBy(key => key.Key, StringComparer.Ordinal));
        Assert.Equal((ids[1], ids[0]), (Assert.Single(keys.Parts).Id, keys.Parts[0].MergedInto));
        Assert.Equal("DEFAULT-3", part.ShortId);
        await ProblemAsync(host, HttpMethod.Patch, $"/{ids[1]}", """{"status":"resolved"}""", HttpStatusCode.NotFound);
        IssueItemList back = await SendAsync<IssueItemList>(host, HttpMethod.Post, $"/{ids[0]}/unmerge", "{}");
        Assert.Equal(ids[1], Assert.Single(back.Items).Id);
        await ProblemAsync(host, HttpMethod.Post, $"/{ids[0]}/unmerge", "{}", HttpStatusCode.NotFound);
        await ProblemAsync(host, HttpMethod.Post, $"/{ids[0]}/split", """{"keys":["1:zz"]}""", HttpStatusCode.BadRequest);
        await ProblemAsync(host, HttpMethod.Post, "/merge", $$"""{"into":"{{ids[0]}}","issues":["{{ids[0]}}"]}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Comment_AddEditDelete_BelongsToWhoeverWroteIt()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string id = (await MakeAsync(host, 1))[0];

        IssueCommentItem added = await SendAsync<IssueCommentItem>(host, HttpMethod.Post, $"/{id}/comments", """{"text":" <script>alert(1)</script> "}""");
        IssueCommentItem edited = await SendAsync<IssueCommentItem>(host, HttpMethod.Patch, $"/{id}/comments/{added.Id}", """{"text":"hm"}""");
        IssueTimelinePage page = await SendAsync<IssueTimelinePage>(host, HttpMethod.Delete, $"/{id}/comments/{added.Id}", null);

        Assert.Equal(("<script>alert(1)</script>", true, "hm"), (added.Text, added.IsOwn, edited.Text));
        Assert.Equal(("commented", null), (page.Items[0].Kind, page.Items[0].Comment));
        await ProblemAsync(host, HttpMethod.Patch, $"/{id}/comments/{added.Id}", """{"text":"again"}""", HttpStatusCode.NotFound);
        await ProblemAsync(host, HttpMethod.Post, $"/{id}/comments", """{"text":"  "}""", HttpStatusCode.BadRequest);
        await ProblemAsync(host, HttpMethod.Post, "/999/comments", """{"text":"x"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_Discarding_CanBeTakenBack()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string[] ids = await MakeAsync(host, 1, 2);

        Assert.Equal(1, (await SendAsync<DeletedIssues>(host, HttpMethod.Delete, $"/{ids[0]}?discard=true", null)).Deleted);
        Assert.Equal(1, (await SendAsync<DeletedIssues>(host, HttpMethod.Delete, "/DEFAULT-2", null)).Deleted);

        Assert.Equal(("DEFAULT-1", "1:0000000000000001"), (Assert.Single((await host.GetAsync<DiscardedIssueList>($"{Issues}/discarded")).Items).ShortId, (await host.GetAsync<DiscardedIssueList>($"{Issues}/discarded")).Items[0].Key));
        Assert.Empty((await SendAsync<DiscardedIssueList>(host, HttpMethod.Delete, "/discarded/DEFAULT-1", null)).Items);
        await ProblemAsync(host, HttpMethod.Delete, "/discarded/DEFAULT-1", null, HttpStatusCode.NotFound);
        await ProblemAsync(host, HttpMethod.Delete, $"/{ids[1]}?discard=perhaps", null, HttpStatusCode.BadRequest);
        await host.GetProblemAsync($"{Issues}/{ids[1]}/activity", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Ownership_Rules_AreKeptWhenEachLineIsOne()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        const string Path = "/api/v1/projects/1/ownership";

        Assert.Equal("", (await host.GetAsync<OwnershipRulesItem>(Path)).Text);
        await host.SendAsync<OwnershipRulesItem>(HttpMethod.Put, Path, new NewOwnershipRules("# rules\npath:src/** ada@example.com"), host.Token);
        using HttpResponseMessage wrong = await host.SendAsync(HttpMethod.Put, Path, new NewOwnershipRules("path:a x\nnonsense"), host.Token);

        JsonElement problem = await QueryApiHost.ReadProblemAsync(wrong, HttpStatusCode.BadRequest);
        Assert.StartsWith("Line 2: ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, problem.GetProperty("problems")[0].GetProperty("line").GetInt32());
        Assert.Equal("# rules\npath:src/** ada@example.com", (await host.GetAsync<OwnershipRulesItem>(Path)).Text);
    }

    [Fact]
    public async Task Ownership_SomebodyElseWasFaster_IsAConflict()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        const string Path = "/api/v1/projects/1/ownership";
        OwnershipRulesItem first = await host.SendAsync<OwnershipRulesItem>(HttpMethod.Put, Path, new NewOwnershipRules("path:a ada@example.com", 0), host.Token);

        using HttpResponseMessage late = await host.SendAsync(HttpMethod.Put, Path, new NewOwnershipRules("path:b bob@example.com", 0), host.Token);
        OwnershipRulesItem second = await host.SendAsync<OwnershipRulesItem>(HttpMethod.Put, Path, new NewOwnershipRules("path:c zoe@example.com", first.Revision), host.Token);

        OwnershipRulesItem same = await host.SendAsync<OwnershipRulesItem>(HttpMethod.Put, Path, new NewOwnershipRules("path:c zoe@example.com"), host.Token);

        await QueryApiHost.ReadProblemAsync(late, HttpStatusCode.Conflict);
        Assert.Equal((2, "path:c zoe@example.com"), (second.Revision, second.Text));
        Assert.Equal(second, same);
        Assert.Equal([second, first], (await host.GetAsync<OwnershipRulesHistory>(Path + "/revisions")).Items);
    }

    [Fact]
    public async Task Ownership_Asked_NamesTheRuleThatWinsAndThoseItOverrules()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        const string Path = "/api/v1/projects/1/ownership";
        const string Rules = "# ours\npath:src/** ada@example.com\nmodule:shop.cart* bob@example.com #payments\ntags.channel:beta zoe@example.com\nurl:*/pay* eve@example.com";
        async Task<string> AskAsync(OwnershipQuestion question)
        {
            OwnershipAnswer answer = await host.SendAsync<OwnershipAnswer>(HttpMethod.Post, Path + "/check", question, host.Token);
            return $"{answer.Owner} {answer.Line} [{string.Join(',', answer.Overruled)}] {answer.Rule}";
        }

        await host.SendAsync<OwnershipRulesItem>(HttpMethod.Put, Path, new NewOwnershipRules(Rules), host.Token);

        Assert.Equal("ada@example.com 2 [] path:src/** ada@example.com", await AskAsync(new(null, "lib/src/a.py", null, null, null)));
        Assert.Equal("bob@example.com 3 [2] module:shop.cart* bob@example.com #payments", await AskAsync(new(null, "src/a.py", "shop.cart.total", null, null)));
        Assert.Equal("zoe@example.com 4 [] tags.channel:beta zoe@example.com", await AskAsync(new(null, null, null, null, "channel=beta")));
        Assert.Equal("eve@example.com 5 [] url:*/pay* eve@example.com", await AskAsync(new(null, null, null, "https://shop.example/pay/1", null)));
        Assert.Equal("  [] ", await AskAsync(new("path:x who@example.com", "src/a.py", null, null, null)));
        foreach (OwnershipQuestion wrong in new OwnershipQuestion[] { new(null, null, null, null, null), new("nonsense", "a", null, null, null), new(null, new string('a', 1001), null, null, null) })
        {
            using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, Path + "/check", wrong, host.Token);
            await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("PATCH", "/1")]
    [InlineData("POST", "/bulk")]
    [InlineData("POST", "/undo")]
    [InlineData("POST", "/merge")]
    [InlineData("POST", "/1/unmerge")]
    [InlineData("POST", "/1/split")]
    [InlineData("POST", "/1/comments")]
    [InlineData("PATCH", "/1/comments/1")]
    [InlineData("DELETE", "/1/comments/1")]
    [InlineData("DELETE", "/1")]
    [InlineData("DELETE", "/discarded/DEFAULT-1")]
    [InlineData("PUT", "/../ownership")]
    [InlineData("POST", "/../releases")]
    [InlineData("POST", "/../releases/1.0/deploys")]
    public async Task Change_TokenThatMayOnlyRead_IsForbidden(string method, string path)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint, grant: new ApiTokenGrant("reader", IsAdministrator: false, [new ProjectId(1)]));

        using HttpResponseMessage answer = await SendAsync(host, new HttpMethod(method), path, "{}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<string[]> MakeAsync(QueryApiHost host, params ulong[] hashes)
    {
        IReadOnlyList<AssignedCrash> made = await host.Services.GetRequiredService<IssueAssigner>().AssignAsync([.. hashes.Select(Crash)], TestContext.Current.CancellationToken);
        return [.. made.Select(crash => crash.Issue.ToString()!)];
    }

    private static CrashSighting Crash(ulong hash) => new()
    {
        Project = new ProjectId(1),
        Keys = [new GroupingKey(1, hash)],
        Title = "ValueError: no such currency",
        Type = "ValueError",
        Culprit = "shop.cart.checkout",
        Level = "error",
        OccurredAt = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
    };

    private static async Task<HttpResponseMessage> SendAsync(QueryApiHost host, HttpMethod method, string path, string? json)
    {
        using HttpClient client = host.CreateClient();
        using var request = new HttpRequestMessage(method, Issues + path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<T> SendAsync<T>(QueryApiHost host, HttpMethod method, string path, string? json)
    {
        using HttpResponseMessage answer = await SendAsync(host, method, path, json);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) ?? throw new InvalidOperationException(text);
    }

    private static async Task<JsonElement> ProblemAsync(QueryApiHost host, HttpMethod method, string path, string? json, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await SendAsync(host, method, path, json);
        return await QueryApiHost.ReadProblemAsync(answer, status);
    }
}
