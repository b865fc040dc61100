using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Issues;

/// <summary>What rules would do, and why a crash is where it is.</summary>
public sealed partial class GroupingRulesTests
{
    [Fact]
    public async Task Preview_RuleThatJoinsTwoIssues_TellsFromWhereToWhereAndChangesNothing()
    {
        await using QueryApiHost host = await StartAsync();
        await StoreAsync(host, Crash(1, "ValueError"), Crash(2, "ValueError"), Crash(3, "KeyError"), Crash(4, "OSError"));

        GroupingPreview preview = await PreviewAsync(host, new { fingerprint = "type:ValueError -> both title=\"Both\"\ntype:KeyError -> both" });

        Assert.Equal((4, null, 3), (preview.Crashes, preview.StoppedBy, preview.Moved));
        Assert.Equal(
            ["ValueError: bad > new Both: 2 00000000000000000000000000000001 00000000000000000000000000000002", "KeyError: bad > new KeyError: bad: 1 00000000000000000000000000000003"],
            preview.Moves.Select(move => $"{move.From?.Title} > {move.To?.Title ?? "new"} {move.Title}: {move.Crashes} {string.Join(' ', move.Examples.Order())}"));
        Assert.Equal(3, (await host.Services.GetRequiredService<IssueReader>().ListAsync(Project, new IssueFilter(), 10, Token)).Count);
        Assert.Equal(0, (await host.GetAsync<GroupingRulesItem>(Rules)).Revision);
    }

    [Fact]
    public async Task Preview_GroupThatThereIsAlready_NamesItsIssue()
    {
        await using QueryApiHost host = await StartAsync();
        await StoreAsync(host, Crash(1, "ValueError"), Crash(2, "ValueError", ["mine"]));

        GroupingPreview preview = await PreviewAsync(host, new { fingerprint = "type:ValueError -> mine" });

        GroupingMove move = Assert.Single(preview.Moves);
        Assert.Equal(("DEFAULT-1", "DEFAULT-2", 1), (move.From?.ShortId, move.To?.ShortId, move.Crashes));
    }

    [Fact]
    public async Task Preview_IssuesThatSomebodyMerged_DoNotMove()
    {
        await using QueryApiHost host = await StartAsync();
        IReadOnlyList<IssueId> issues = await StoreAsync(host, Crash(1, "ValueError"), Crash(2, "ValueError", ["mine"]));
        await SendAsync<JsonElement>(host, HttpMethod.Post, "/api/v1/projects/1/issues/merge", new { into = issues[0].ToString(), issues = new[] { issues[1].ToString() } });

        GroupingPreview preview = await PreviewAsync(host, new { fingerprint = "type:ValueError -> mine" });

        Assert.Equal((2, 0), (preview.Crashes, preview.Moved));
    }

    [Fact]
    public async Task Preview_MoreCrashesThanAsked_TakesTheNewest()
    {
        await using QueryApiHost host = await StartAsync();
        await StoreAsync(host, [.. Enumerable.Range(1, 60).Select(id => Crash(id, "ValueError"))]);

        GroupingPreview preview = await PreviewAsync(host, new { fingerprint = "type:ValueError -> x", crashes = 45 });

        Assert.Equal((45, "count", 45), (preview.Crashes, preview.StoppedBy, preview.Moved));
        Assert.Equal(Enumerable.Range(58, 3).Select(id => id.ToString("x32", CultureInfo.InvariantCulture)), preview.Moves[0].Examples.Order());
        using HttpResponseMessage response = await host.SendAsync(HttpMethod.Post, Rules + "/preview", new { crashes = 1001 }, host.Token);
        Assert.Equal("crashes", (await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.BadRequest)).GetProperty("parameter").GetString());
    }

    // 120 MB. On a machine that is busy the time is up first.
    [Fact]
    public async Task Preview_CrashesOfMegabytes_StopsAndSaysWhy()
    {
        await using QueryApiHost host = await StartAsync();
        await host.Store.ExecuteAsync(
            """
            INSERT INTO crashes (ProjectId, CrashId, Timestamp, ReceivedAt, GroupingVersion, GroupingHash, Document, RetentionDays)
            SELECT 1, leftPad(toString(number + 1), 32, '0'), now64(9) - number, now64(9), 1, 7, concat('{"contexts":{"a":{"b":"', repeat('x', 1000000), repeat('x', 1000000), '"}}}'), 400
            FROM numbers(60)
            """,
            Token);

        GroupingPreview preview = await PreviewAsync(host, new { fingerprint = "level:error -> x" });

        Assert.Contains(preview.StoppedBy, new[] { "bytes", "time" });
        Assert.InRange(preview.Crashes, 1, 59);
        Assert.Equal(preview.Crashes, preview.Moved);
    }

    [Fact]
    public async Task Preview_NoCrashes_IsEmpty()
    {
        await using QueryApiHost host = await StartAsync();

        GroupingPreview preview = await PreviewAsync(host, new { fingerprint = "type:A -> a" });

        Assert.Equal((0, null, null, 0), (preview.Crashes, preview.Oldest, preview.StoppedBy, preview.Moved));
    }

    [Fact]
    public async Task Preview_ManyAtOnce_SomeAreToldToComeBack()
    {
        await using QueryApiHost host = await StartAsync();
        await StoreAsync(host, [.. Enumerable.Range(1, 200).Select(id => Crash(id, "ValueError"))]);

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.SendAsync(HttpMethod.Post, Rules + "/preview", new { fingerprint = "type:A -> a" }, host.Token)));

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.TooManyRequests }));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests), answer => Assert.NotNull(answer.Headers.RetryAfter));
        Assert.Equal(200, (await PreviewAsync(host, new { fingerprint = "" })).Crashes);
    }

    [Fact]
    public async Task Explain_Crash_TellsEachPartAndWhetherItWouldStay()
    {
        await using QueryApiHost host = await StartAsync();
        await StoreAsync(host, Crash(1, "ValueError"));
        const string Path = "/api/v1/projects/1/events/00000000000000000000000000000001/grouping";

        CrashGroupingItem before = await host.GetAsync<CrashGroupingItem>(Path);
        await SendAsync<GroupingRulesItem>(host, HttpMethod.Put, Rules, new { stack = "module:photo.io -group" });
        CrashGroupingItem after = await host.GetAsync<CrashGroupingItem>(Path);

        Assert.True(before.IsSame);
        Assert.Equal(["type ValueError", "frame photo.cli.main", "frame photo.io.save"], before.Parts.Where(part => part.Contributes).Select(part => $"{part.Kind} {part.Text}"));
        Assert.Contains(before.Parts, part => part is { Text: "requests.api.get", Contributes: false, Why: "An installed library." });
        Assert.All(before.Parts, part => Assert.NotEmpty(part.Why));
        Assert.False(after.IsSame);
        Assert.Equal(before.Key, after.Key);
        Assert.Contains(after.Parts, part => part is { Text: "photo.io.save", Contributes: false, Why: "The project's rule leaves it out: module:photo.io -group" });
    }

    [Fact]
    public async Task Explain_IssueWasDeletedAndTheCrashCameAgain_WouldStay()
    {
        await using QueryApiHost host = await StartAsync();
        IReadOnlyList<IssueId> issues = await StoreAsync(host, Crash(1, "ValueError"));
        await host.Services.GetRequiredService<IssueRemover>().DeleteAsync(Project, issues, discards: false, new IssueActor("u1", "Ada"), Token);
        await StoreAsync(host, Crash(2, "ValueError"));

        Assert.True((await host.GetAsync<CrashGroupingItem>("/api/v1/projects/1/events/00000000000000000000000000000002/grouping")).IsSame);
    }

    [Theory]
    [InlineData("00000000000000000000000000000009")]
    [InlineData("nothing")]
    public async Task Explain_NoSuchCrash_IsNotFound(string crash)
    {
        await using QueryApiHost host = await StartAsync();

        await host.GetProblemAsync($"/api/v1/projects/1/events/{crash}/grouping", HttpStatusCode.NotFound);
    }
}
