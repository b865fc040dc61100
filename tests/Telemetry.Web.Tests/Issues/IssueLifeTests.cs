using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Issues;

/// <summary>What changes an issue for good, or takes it apart: each says what it will do, and is taken back where that is possible.</summary>
[Collection(CrashCollection.Name)]
public sealed class IssueLifeTests(CrashSite site, Chromium chromium)
{
    [Fact]
    public async Task Issue_MergedSplitAndTakenOut_IsPutTogetherAgainByUndo()
    {
        string whole = await site.ShortIdAsync("LifeOne");
        string other = await site.ShortIdAsync("LifeTwo");
        await using var visitor = await site.VisitAsync(chromium, $"/issues/{other}");
        var page = visitor.Page;

        await More(page);
        await page.GetByLabel("Merge into the issue").FillAsync(whole);
        await Press(page, "Merge");
        await Expect(page.Locator(".outcome")).ToContainTextAsync($"Merged into {whole}.");
        await Expect(page.Locator(".short-id").First).ToHaveTextAsync(whole);
        await Expect(page.Locator(".groups li")).ToHaveCountAsync(2);

        await visitor.OpenAsync($"/issues/{whole}");
        await page.Locator(".groups li", new() { HasText = $"came with {other}" }).GetByRole(AriaRole.Checkbox).CheckAsync();
        await Screens.LookAsync(visitor, "issue-groups");
        await Press(page, "Split the chosen off");
        await Expect(page.Locator(".outcome")).ToContainTextAsync($"1 group is {other} now, an issue of its own.");
        await Expect(page.Locator(".impact")).ToContainTextAsync("1");
        await Expect(page.Locator(".lines")).ToContainTextAsync($"separated it from {other}");
        await Press(page, "Undo");
        await Expect(page.Locator(".outcome")).ToContainTextAsync($"Merged into {whole}.");
        await Expect(page.Locator(".groups li")).ToHaveCountAsync(2);

        await Press(page, "Split the chosen off");
        await Expect(page.Locator(".outcome-failed")).ToContainTextAsync("tick the groups that are to leave the issue first");
        foreach (var box in await page.Locator(".groups").GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await box.CheckAsync();
        }

        await Press(page, "Split the chosen off");
        await Expect(page.Locator(".outcome-failed")).ToContainTextAsync("at least one must be left to it");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Take out {other}" }).ClickAsync();
        await Expect(page.Locator(".outcome")).ToContainTextAsync("is an issue of its own again.");
        await Expect(page.Locator(".groups li")).ToHaveCountAsync(0);
        await Press(page, "Undo");
        await Expect(page.Locator(".groups li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Issue_DeletedAndDiscarded_SaysWhatThatMeansAndTakesCrashesInAgain()
    {
        string deleted = await site.ShortIdAsync("LifeThree");
        string discarded = await site.ShortIdAsync("LifeFour");
        await using var visitor = await site.VisitAsync(chromium, $"/issues/{deleted}", Screen.WithoutScript);
        var page = visitor.Page;

        await More(page);
        await page.Locator(".danger > summary").ClickAsync();
        await Expect(page.Locator(".danger")).ToContainTextAsync("are gone for good. This cannot be undone; archiving can.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete: the next crash makes a new issue" }).ClickAsync();
        await Expect(page.Locator(".outcome")).ToContainTextAsync($"{deleted} was deleted. The next crash like it makes a new issue.");
        Assert.Equal(404, (await visitor.OpenAsync($"/issues/{deleted}")).Status);

        await visitor.OpenAsync($"/issues/{discarded}");
        await More(page);
        await page.Locator(".danger > summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete, and throw its crashes away from now on" }).ClickAsync();
        await Expect(page.Locator(".outcome")).ToContainTextAsync($"{discarded} was deleted, and crashes like it are thrown away from now on.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Discarded", Exact = true }).ClickAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = discarded })).ToContainTextAsync("LifeFour");
        await using (var reader = await site.VisitAsync(chromium, "/issues/discarded"))
        {
            await Screens.LookAsync(reader, "discarded");
        }

        await Press(page, $"Let in again: {discarded}");
        await Expect(page.Locator(".outcome")).ToContainTextAsync($"Crashes like {discarded} are taken in again.");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing is discarded" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Timeline_LongerThanAPage_IsWalkedBackAndForth()
    {
        string issue = await site.ShortIdAsync("LifeFive");
        using HttpClient api = site.Server.CreateApiClient();
        for (int number = 1; number <= 60; number++)
        {
            using var answer = await api.PostAsync(
                new Uri($"projects/1/issues/{issue}/comments", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { text = $"Comment number {number}." }), TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await using var visitor = await site.VisitAsync(chromium, $"/issues/{issue}", Screen.WithoutScript);
        await Expect(visitor.Page.Locator(".lines > li")).ToHaveCountAsync(50);
        await Expect(visitor.Page.Locator(".lines > li").First).ToContainTextAsync("Comment number 60.");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Earlier", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".lines > li")).ToHaveCountAsync(11);
        await Expect(visitor.Page.Locator(".lines > li").Last).ToContainTextAsync("First seen");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Newest", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".lines > li").First).ToContainTextAsync("Comment number 60.");
    }

    [Fact]
    public async Task Grouping_Asked_NamesEachPartAndLeadsToTheRules()
    {
        await using var visitor = await site.VisitAsync(chromium, $"/issues/{await site.ShortIdAsync("LifeSix")}", Screen.WithoutScript);
        var panel = visitor.Page.Locator("section.panel", new() { Has = visitor.Page.Locator("#grouping") });

        await panel.Locator("summary").ClickAsync();
        await Expect(panel.Locator("li:not(.ignored)").First).ToContainTextAsync("type LifeSix");
        await Expect(panel.Locator("li:not(.ignored)", new() { HasText = "shop.lifesix.total" })).ToHaveCountAsync(1);
        await Expect(panel.Locator("li.ignored", new() { HasText = "_run_code" })).ToHaveCountAsync(1);
        await panel.GetByRole(AriaRole.Link, new() { Name = "Write a rule" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Grouping rules" })).ToBeVisibleAsync();
    }

    private static Task More(IPage page) => page.Locator(".bulk > details > summary", new() { HasText = "More" }).ClickAsync();

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
