using Microsoft.Playwright;
using Telemetry.Testing.Rows;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class LiveTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Records_ThatComeIn_AppearOnTopOnceAndInert()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?project=3&live=1&query=service:live");
        await FollowingAsync(visitor);

        await InsertAsync("first one", HostileTraffic.Script);

        await Expect(visitor.Page.Locator(".live-rows .log-body").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".log-body", new() { HasText = "first one" })).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".log-body", new() { HasText = "<script>alert" })).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".live-rate")).ToContainTextAsync("a second");
        await visitor.ShootAsync("logs-live");
        await Axe.AssertNoViolationsAsync(visitor.Page);
        await visitor.Page.Locator(".live-rows .log-row", new() { HasText = "first one" }).ClickAsync();
        await Expect(visitor.Page.Locator(".log-detail")).ToContainTextAsync("first one");
    }

    [Fact]
    public async Task Pause_HoldsBack_AndResumeShows()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?project=3&live=1&query=service:live%20paused");
        await FollowingAsync(visitor);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();

        await InsertAsync("paused record");

        await Expect(visitor.Page.GetByText("Paused, 1 new.")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".live-rows .log-item")).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(visitor.Page.Locator(".live-rows .log-body")).ToHaveTextAsync("paused record");
    }

    [Fact]
    public async Task Connection_Broken_ComesBackByItselfAndSaysSo()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?project=3&live=1&query=service:live%20broken");
        visitor.Expected = "Failed to load resource: net::";
        var isBroken = true;
        await visitor.Page.RouteAsync("**/logs/tail**", route => isBroken ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.GetByText("The connection is lost. Connecting again …")).ToBeVisibleAsync();

        isBroken = false;

        await FollowingAsync(visitor);
        await InsertAsync("after it was broken");
        await Expect(visitor.Page.Locator(".live-rows .log-body", new() { HasText = "after it was broken" })).ToHaveCountAsync(1);
        await visitor.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
    }

    [Fact]
    public async Task Live_WithoutScript_ShowsTheNewestAndSaysWhatToDo()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/logs?range=15m&live=1", Screen.WithoutScript);

        await Expect(visitor.Page.GetByText("Following records needs script")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Stop" }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/logs?range=15m");
    }

    private static Task FollowingAsync(Visitor visitor) => Expect(visitor.Page.GetByText("Following new records.")).ToBeVisibleAsync();

    private async Task InsertAsync(params string[] bodies)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * ShopTraffic.Millisecond;
        await site.Store.InsertAsync([.. bodies.Select((body, index) => new TestLog { Project = 3, Nanoseconds = now + index, Service = "live", Body = body })]);
    }
}
