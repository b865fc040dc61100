using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Issues;

[Collection(CrashCollection.Name)]
public sealed class IssueListTests(CrashSite site, Chromium chromium)
{
    [Theory]
    [InlineData("issues", "/issues")]
    [InlineData("issues-query", "/issues?query=level:oops")]
    [InlineData("issues-none", "/issues?query=nothing-is-called-so")]
    [InlineData("issues-tab", "/issues?tab=archived")]
    public async Task Page_OnEveryScreen_HasNoViolationsAndFits(string name, string address)
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await site.VisitAsync(chromium, address, screen);
            await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);

            await visitor.ShootAsync($"{name}-{screen.Name}");

            await Axe.AssertNoViolationsAsync(visitor.Page);
            Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        }
    }

    [Fact]
    public async Task List_CrashesOfRealClients_AreIssuesWithTheirFigures()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues?tab=all&sort=events");

        var windows = visitor.Page.Locator("tr.issue", new() { HasText = CrashTraffic.Windows });
        await Expect(windows.Locator(".count")).ToHaveTextAsync("12");
        await Expect(windows.Locator(".first-bad")).ToHaveTextAsync("2.1.0");
        await Expect(windows.Locator(".release-bars rect.began")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("tr.issue").First).ToContainTextAsync("TimeoutError");
        var network = visitor.Page.Locator("tr.issue", new() { HasText = "TimeoutError" });
        await Expect(network).ToContainTextAsync("2.0.9 → 2.1.0");
        await Expect(network.Locator(".first-bad")).ToHaveTextAsync("2.0.9");
        await Expect(network.GetByRole(AriaRole.Img, new() { Name = "By release: 2.1.0 10, 2.0.9 10" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task List_OnAPhone_ShowsWhatCanBeDoneWhenSomethingIsChosen()
    {
        await using var visitor = await site.VisitAsync(chromium, $"/issues?query=type:{CrashTraffic.Windows}%20OR%20type:TimeoutError", Screen.Phone);
        var resolve = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true });
        await Expect(visitor.Page.Locator("form[data-wired]")).ToHaveCountAsync(1);
        await Expect(resolve).ToBeHiddenAsync();

        await visitor.Page.Locator("tbody input[name=issue]").First.CheckAsync();
        await Expect(visitor.Page.Locator(".chosen")).ToHaveTextAsync("1 chosen");
        await Expect(resolve).ToBeInViewportAsync();
        await visitor.ShootAsync("issues-chosen-390");
        await visitor.Page.Locator("summary", new() { HasText = "More" }).ClickAsync();
        await visitor.ShootAsync("issues-chosen-menu-390");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Reopen" })).ToBeInViewportAsync();
        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }

    [Fact]
    public async Task Query_FirstRelease_FindsWhatBeganThere()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues");

        await visitor.Page.GetByLabel("Search issues").FillAsync($"first_release:2.1.0 type:shop.cart.{CrashTraffic.Windows}");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("tr.issue")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".issue-total")).ToContainTextAsync("1 issue");
    }

    [Fact]
    public async Task Triage_ByKeyboard_ResolvesAndTakesBack()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues?query=title:Triage%20OR%20type:shop.triageone.TriageOne%20OR%20type:shop.triagetwo.TriageTwo");
        await Expect(visitor.Page.Locator("tr.issue")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator("form[data-wired]")).ToHaveCountAsync(1);

        await visitor.Page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(one => one.name.includes('/keys') && one.responseEnd > 0)");
        await visitor.Page.Keyboard.PressAsync("j");
        await Expect(visitor.Page.Locator("[data-row]").First).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("x");
        await visitor.Page.Keyboard.PressAsync("j");
        await visitor.Page.Keyboard.PressAsync("x");
        await Expect(visitor.Page.Locator("input[name=issue]:checked")).ToHaveCountAsync(2);
        await visitor.Page.Keyboard.PressAsync("e");

        await Expect(visitor.Page.Locator(".outcome")).ToContainTextAsync("2 issues resolved.");
        await Expect(visitor.Page.Locator("tr.issue")).ToHaveCountAsync(0);
        await visitor.ShootAsync("issues-outcome");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(visitor.Page.Locator(".outcome")).ToContainTextAsync("Taken back.");
        await Expect(visitor.Page.Locator("tr.issue")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Triage_ByKeyboard_ActsOnTheRowOneStandsOn_AndOnNothingWhileOneTypes()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues?query=type:shop.keysone.KeysOne%20OR%20type:shop.keysthree.KeysThree%20OR%20type:shop.keysfour.KeysFour");
        var (page, keyboard) = (visitor.Page, visitor.Page.Keyboard);
        await Expect(page.Locator("form[data-wired]")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(one => one.name.includes('/keys') && one.responseEnd > 0)");

        await keyboard.PressAsync("j");
        await keyboard.PressAsync("j");
        await keyboard.PressAsync("k");
        await Expect(page.Locator("[data-row]").First).ToBeFocusedAsync();
        await page.Locator("tbody input[name=issue]").Nth(1).CheckAsync();
        await keyboard.PressAsync("j");
        await Expect(page.Locator("[data-row]").Nth(2)).ToBeFocusedAsync();
        await page.Locator("tbody input[name=issue]").Nth(1).UncheckAsync();
        await keyboard.PressAsync("?");
        await Expect(page.Locator("#shortcuts")).ToContainTextAsync("Issues: archive it");
        await keyboard.PressAsync("a");
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("/");
        await keyboard.PressAsync("End");
        await keyboard.TypeAsync(" xea");
        await Expect(page.GetByLabel("Search issues")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(" xea$"));
        await Expect(page.Locator("input[name=issue]:checked")).ToHaveCountAsync(0);
        await Expect(page.Locator(".outcome")).ToHaveCountAsync(0);

        await page.Locator("[data-row]").Nth(1).FocusAsync();
        string title = await page.Locator("[data-row]").Nth(1).InnerTextAsync();
        await keyboard.PressAsync("a");
        await Expect(page.Locator(".outcome")).ToContainTextAsync("archived until it escalates");
        await Expect(page.Locator("tr.issue")).ToHaveCountAsync(2);
        await Expect(page.Locator("tr.issue", new() { HasText = title })).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-row]").Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Triage_WithoutScript_ArchivesAndTakesBack()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues?query=type:shop.scriptlessone.ScriptlessOne", Screen.WithoutScript);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no issue was chosen");

        await visitor.Page.Locator("tbody input[name=issue]").CheckAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator(".outcome")).ToContainTextAsync("archived until it escalates");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Archived", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator("tr.issue", new() { HasText = "ScriptlessOne" })).ToContainTextAsync("Archived");
    }

    [Fact]
    public async Task Merge_TwoChosen_AreOneIssue()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues?query=type:shop.mergeone.MergeOne%20OR%20type:shop.mergetwo.MergeTwo");
        await visitor.Page.GetByLabel("All issues on this page").CheckAsync();

        await visitor.Page.Locator("summary", new() { HasText = "More" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Merge into the oldest" }).ClickAsync();

        await Expect(visitor.Page.Locator(".outcome")).ToContainTextAsync("Merged into");
        await Expect(visitor.Page.Locator("tr.issue")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("tr.issue .count")).ToHaveTextAsync("2");
    }

    [Fact]
    public async Task Outcome_MadeUpInAnAddress_IsNotShown()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues?outcome=Your%20account%20is%20locked.%20Call%20555");

        await Expect(visitor.Page.Locator("tr.issue").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".outcome")).ToHaveCountAsync(0);
    }
}
