using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Design;

[Collection(SiteCollection.Name)]
public sealed class KeyboardTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Rows_WalkedWithKeys_OpenWithEnter()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        await AttachedAsync(visitor);

        await visitor.Page.Keyboard.PressAsync("j");
        await visitor.Page.Keyboard.PressAsync("j");
        await visitor.Page.Keyboard.PressAsync("k");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".log-item").First.Locator(".log-detail")).ToContainTextAsync("Charge failed: disk full");
        await visitor.Page.Keyboard.PressAsync("j");
        await Expect(visitor.Page.Locator(".log-row").Nth(1)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task GoKeys_KeepTimeAndScope()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&env=staging");
        await AttachedAsync(visitor);

        await visitor.Page.Keyboard.PressAsync("g");
        await visitor.Page.Keyboard.PressAsync("t");

        await visitor.Page.WaitForURLAsync("**/traces?from=2026-11-23T10%3A00%3A00Z&to=2026-11-23T11%3A00%3A00Z&env=staging");
    }

    [Fact]
    public async Task Palette_TraceId_GoesToTheTrace()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/logs");
        await AttachedAsync(visitor);

        await visitor.Page.Keyboard.PressAsync("Control+k");
        await visitor.Page.Keyboard.TypeAsync(ShopTraffic.Checkout);
        await Expect(visitor.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync($"Trace {ShopTraffic.Checkout}");
        await Axe.AssertNoViolationsAsync(visitor.Page);
        await visitor.ShootAsync("palette");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Page.WaitForURLAsync($"**/traces/{ShopTraffic.Checkout}");
        await Expect(visitor.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Palette_RecentSearch_IsOfferedAndRun()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&query=level:error");
        await AttachedAsync(visitor);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Go to" }).ClickAsync();
        await visitor.Page.Keyboard.TypeAsync("level");
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^level:error ?Recent") }).ClickAsync();

        await visitor.Page.WaitForURLAsync("**/logs?query=level%3Aerror");
    }

    [Fact]
    public async Task QuestionMark_ShowsTheKeys_AndThemeKeyChangesTheTheme()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/logs");
        await AttachedAsync(visitor);

        await visitor.Page.Keyboard.PressAsync("?");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await Axe.AssertNoViolationsAsync(visitor.Page);
        await visitor.ShootAsync("keys");
        await visitor.Page.Keyboard.PressAsync("Escape");
        await visitor.Page.Keyboard.PressAsync("t");

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
    }

    [Fact]
    public async Task ScopeMenu_Environment_Narrows()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");

        await visitor.Page.Locator("details.menu > summary", new() { HasText = "All" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "staging", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("1");
        Assert.Contains("env=staging", await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Traces" }).GetAttributeAsync("href") ?? "", StringComparison.Ordinal);
    }

    // Recent searches are written when the keys have been wired.
    private static Task AttachedAsync(Visitor visitor) => visitor.Page.WaitForFunctionAsync("() => document.querySelector('#palette input') && window.Blazor && performance.getEntriesByType('resource').some(one => one.name.includes('/keys') && one.responseEnd > 0)");
}
