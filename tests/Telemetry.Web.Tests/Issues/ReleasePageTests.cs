using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Issues;

[Collection(CrashCollection.Name)]
public sealed class ReleasePageTests(CrashSite site, Chromium chromium)
{
    [Theory]
    [InlineData("releases", "/releases")]
    [InlineData("release", "/releases/2.1.0")]
    [InlineData("home-issues", "/")]
    public async Task Page_OnEveryScreen_HasNoViolationsAndFits(string name, string address)
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await site.VisitAsync(chromium, address, screen);
            await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);

            await visitor.ShootAsync($"{name}-{screen.Name}", isWhole: true);

            await Axe.AssertNoViolationsAsync(visitor.Page);
            Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        }
    }

    [Fact]
    public async Task Release_Page_SaysWhatBeganInIt()
    {
        await using var visitor = await site.VisitAsync(chromium, "/releases");

        await visitor.Page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = "2.1.0", Exact = true }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("2.1.0");
        await Expect(visitor.Page.Locator(".panel", new() { HasText = "New in it" })).ToContainTextAsync(CrashTraffic.Windows);
        await Expect(visitor.Page.Locator(".facts")).ToContainTextAsync("2.0.9");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Only in this one" }).ClickAsync();
        await Expect(visitor.Page.GetByLabel("Search issues")).ToHaveValueAsync("release:2.1.0 -release:2.0.9");
        await Expect(visitor.Page.Locator("tbody tr", new() { HasText = "TimeoutError" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Release_Unknown_SaysSo()
    {
        await using var visitor = await site.VisitAsync(chromium, "/releases");

        Assert.Equal(404, (await visitor.OpenAsync("/releases/%3Cb%3Ealert(1)%3C%2Fb%3E")).Status);

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("<b>alert(1)</b>");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("There is no such release");
    }

    [Fact]
    public async Task Home_NewIssues_NeedALook()
    {
        await using var visitor = await site.VisitAsync(chromium, "/");

        await Expect(visitor.Page.Locator(".verdict")).ToContainTextAsync("new, came back");
        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Look: .* issues are new") }).ClickAsync();

        await Expect(visitor.Page.Locator("tbody tr").First).ToBeVisibleAsync();
    }
}
