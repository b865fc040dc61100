using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Flows;

/// <summary>The way through all pages, click by click, in both themes, wide and narrow; each stop is looked at. One server and one visitor walk all of it.</summary>
[Collection(SiteCollection.Name)]
public sealed class ClickFlowTests(Site site, Chromium chromium)
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Flow_ThroughAllPages_WorksAndLooksRight(int width, ColorScheme theme)
    {
        var screen = new Screen { Width = width, Height = width > 500 ? 900 : 844, Theme = theme };
        await using var host = await WebHost.StartWithQueueAsync(site.Store);
        await using var visitor = await chromium.VisitAsync(host.Address, screen);
        var stop = new Stop(visitor, screen);

        await SignInAsync(stop, host);
        await LogsAsync(stop);
        await MenusAsync(stop);
        await TraceAsync(stop);
        await ServicesAsync(stop);
        await IngestAndSettingsAsync(stop);
    }

    private static async Task SignInAsync(Stop stop, WebHost host)
    {
        await stop.Visitor.OpenAsync($"/login?token={host.Logins.Create()}");
        await stop.Page.GetByLabel("E-mail").FillAsync("ada@example.com");
        await stop.Page.GetByLabel("Name").FillAsync("Ada");
        await stop.Page.GetByLabel("Password").FillAsync(Password);
        await stop.LookAsync("sign-in");
        await stop.Page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(stop.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
    }

    private static async Task LogsAsync(Stop stop)
    {
        var page = stop.Page;
        await stop.Visitor.OpenAsync($"/logs?{ShopTraffic.Hour}");
        await page.GetByLabel("Search logs").ClickAsync();
        await page.Keyboard.TypeAsync("serv");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("service:");
        await stop.LookAsync("completion");
        await page.GetByRole(AriaRole.Option).First.ClickAsync();
        await page.Keyboard.TypeAsync("billing-worker");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(page.Locator(".total")).ToHaveTextAsync("84 records");

        await page.GetByRole(AriaRole.Link, new() { Name = "Patterns" }).ClickAsync();
        await Expect(page.Locator(".pattern")).Not.ToHaveCountAsync(0);
        await stop.LookAsync("patterns");
        await page.Locator(".pattern a.template", new() { HasText = "Charge failed" }).ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(1);
        await page.Locator(".log-row").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Context" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Before and after");
        await stop.LookAsync("context");
    }

    private static async Task MenusAsync(Stop stop)
    {
        var page = stop.Page;
        await stop.Visitor.OpenAsync($"/logs?{ShopTraffic.Hour}&query=level:error");
        foreach (var (name, menu) in new[] { ("view", "View"), ("saved", "Saved"), ("export", "Export"), ("range", "11-23"), ("scope", "All") })
        {
            await page.Locator("details.menu > summary", new() { HasText = menu }).First.ClickAsync();
            await stop.LookAsync($"menu-{name}");
            await page.Keyboard.PressAsync("Escape");
        }

        await page.Locator("details.views > summary").ClickAsync();
        await page.GetByLabel("Save this page as").FillAsync("errors of the shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await stop.LookAsync("view-saved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { NameRegex = new("^errors of the shop") })).ToBeVisibleAsync();
        await stop.LookAsync("palette");
        await page.GetByRole(AriaRole.Option, new() { NameRegex = new("^errors of the shop") }).ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(6);
        // The view shows what was there before, so nothing else tells when it has come.
        await stop.Visitor.OpenAsync($"/logs?{ShopTraffic.Hour}&query=level:error");
        await page.Locator("details.menu:has(.range-text) > summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Live", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Following new records.")).ToBeVisibleAsync();
        await stop.LookAsync("live");
    }

    private static async Task TraceAsync(Stop stop)
    {
        var page = stop.Page;
        await stop.Visitor.OpenAsync($"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");
        await page.Locator(".log-row").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Trace", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("connection refused");
        await page.GetByRole(AriaRole.Link, new() { Name = "Close the span" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Flame" }).ClickAsync();
        await page.Locator(".flame-block", new() { HasText = "create order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("create order");
        await stop.LookAsync("flame-span");
        await stop.Visitor.OpenAsync("/traces/00000000000000000000000000000001");
        await stop.LookAsync("trace-missing");
        await stop.Visitor.OpenAsync("/nowhere");
        await stop.LookAsync("nowhere");
    }

    private static async Task ServicesAsync(Stop stop)
    {
        var page = stop.Page;
        await stop.Visitor.OpenAsync($"/traces?{MarketTraffic.HalfHour}");
        await stop.LookAsync("traces");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Services" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "payments", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("payments");
    }

    private static async Task IngestAndSettingsAsync(Stop stop)
    {
        var page = stop.Page;
        await stop.Visitor.OpenAsync("/ingest");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^What is in") }).First.ClickAsync();
        await Expect(page.Locator(".content-row")).ToContainTextAsync("250");
        await page.Locator(".content-row").ScrollIntoViewIfNeededAsync();
        await stop.LookAsync("dead-letter");

        await stop.Visitor.OpenAsync("/settings/keys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("desktop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        await stop.LookAsync("keys");
        await page.GetByLabel("Revoke desktop").ClickAsync();
        await stop.LookAsync("keys-revoke");
        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = "desktop" })).ToContainTextAsync("Revoked");
        await page.GetByRole(AriaRole.Link, new() { Name = "API tokens" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "API tokens" })).ToBeVisibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("nightly export");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
        await Expect(page.Locator("#secret")).ToBeVisibleAsync();
        await stop.LookAsync("tokens");
        await page.GetByRole(AriaRole.Link, new() { Name = "Account" }).ClickAsync();
        await Expect(page.GetByText("Signed in as")).ToBeVisibleAsync();
        await stop.LookAsync("account");
        await page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Signed out");
        await stop.LookAsync("signed-out");
    }

    /// <summary>A place on the way.</summary>
    private sealed record Stop(Visitor Visitor, Screen Screen)
    {
        public IPage Page => Visitor.Page;

        public async Task LookAsync(string name)
        {
            await Expect(Page.Locator(".waiting:has(.waiting-lines), .histogram-wait")).ToHaveCountAsync(0);
            await Visitor.ShootAsync($"flow-{name}-{Screen.Name}");
            await Axe.AssertNoViolationsAsync(Page);
            Assert.Equal(0, await Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        }
    }
}
