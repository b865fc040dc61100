using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class CompletionTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Field_ThenValue_ByKeyboard_MakeAQuery()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        var box = visitor.Page.GetByLabel("Search logs");

        await box.PressSequentiallyAsync("serv");
        await Expect(Option(visitor, "service:")).ToBeVisibleAsync();
        await Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(box).ToHaveValueAsync("service:");
        await box.PressSequentiallyAsync("bill");
        await Expect(Option(visitor, "billing-worker")).ToBeVisibleAsync();
        await Axe.AssertNoViolationsAsync(visitor.Page);
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync("service:billing-worker ");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("84");
    }

    [Fact]
    public async Task Field_TypedBeforeTheScriptIsThere_IsCompletedWhenItIs()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/design");
        var held = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await visitor.Page.RouteAsync(new Regex("/completion\\b.*\\.js"), async route =>
        {
            asked.TrySetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        // Not with OpenAsync, which waits for the scripts.
        await visitor.Page.GotoAsync(new Uri(site.Host.Address, $"/logs?{ShopTraffic.Hour}").ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);

        await visitor.Page.GetByLabel("Search logs").PressSequentiallyAsync("serv");
        held.SetResult();

        await Expect(Option(visitor, "service:")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Value_WithSpacesAndQuotes_IsQuoted()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        var box = visitor.Page.GetByLabel("Search logs");

        await box.PressSequentiallyAsync("-level:err");
        await Option(visitor, "error").ClickAsync();
        await Expect(box).ToHaveValueAsync("-level:error ");
        await box.PressSequentiallyAsync("attributes.user.id:");
        await Option(visitor, "42").ClickAsync();

        await Expect(box).ToHaveValueAsync("-level:error attributes.user.id:42 ");
    }

    [Fact]
    public async Task Escape_ClosesAndEnterSearches()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        await visitor.Page.GetByLabel("Search logs").PressSequentiallyAsync("level:error");
        await Expect(visitor.Page.Locator("#query-options")).ToBeVisibleAsync();

        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.Locator("#query-options")).ToBeHiddenAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("6");
    }

    [Fact]
    public async Task Typing_WithASilentServer_GoesOn()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        var held = new List<IRoute>();
        await visitor.Page.RouteAsync("**/complete/**", held.Add);

        await visitor.Page.GetByLabel("Search logs").PressSequentiallyAsync("level:error");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("6");
        await visitor.Page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.IgnoreErrors });
    }

    private static ILocator Option(Visitor visitor, string text) =>
        visitor.Page.GetByRole(AriaRole.Option).Filter(new() { Has = visitor.Page.Locator(".option-name", new() { HasText = text }) }).First;
}
