using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Flows;

/// <summary>What people come for, with nothing but keys.</summary>
[Collection(SiteCollection.Name)]
public sealed class KeyboardFlowTests(Site site, Chromium chromium)
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse battery";

    // With no patience every page is sent before its answers, and drawn anew when they come.
    [Theory]
    [InlineData("00:00:10")]
    [InlineData("00:00:00")]
    public async Task FromSignIn_ToTheSpanBehindALogRecord_AndBack(string patience)
    {
        await using var host = await WebHost.StartAsync(site.Store, ("Web:Patience", patience));
        await host.App.Services.GetRequiredService<Telemetry.Control.Users.Accounts>().CreateAsync(Email, "Ada", Password, TestContext.Current.CancellationToken);
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/login");
        var walk = new KeyboardWalk(visitor.Page);
        await SignInAsync(walk);

        await FindAsync(walk);
        await FilterAsync(walk);
        await TraceAsync(walk);
    }

    [Fact]
    public async Task View_SavedAndOpenedFromThePalette()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await SignedInAsync(host, $"/logs?{ShopTraffic.Hour}&query=level:error");
        var walk = new KeyboardWalk(visitor.Page);

        await walk.TakeAsync(visitor.Page.Locator("details.views > summary"));
        await walk.ToAsync(visitor.Page.GetByLabel("Save this page as"));
        await walk.TypeAsync("errors of the shop");
        await walk.PressAsync("Enter");
        await Expect(visitor.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await visitor.OpenAsync("/settings/tokens");
        await KeysAreReadyAsync(visitor.Page);
        await walk.PressAsync("Control+k");
        await walk.TypeAsync("errors of");
        await Expect(visitor.Page.Locator("#palette [role=option]").First).ToContainTextAsync("errors of the shop");
        await visitor.ShootAsync("palette-views");
        await Axe.AssertNoViolationsAsync(visitor.Page);
        await walk.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".log-item")).ToHaveCountAsync(6);
        Assert.Contains("query=level%3Aerror", visitor.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyAndToken_MadeAndRevoked()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await SignedInAsync(host, "/settings/keys");
        var walk = new KeyboardWalk(visitor.Page);

        await MakeAsync(walk, "Make key");
        await RevokeAsync(walk);
        await walk.FollowAsync(walk.Link("API tokens"), "Settings");
        await Expect(visitor.Page.GetByText("There is none yet.")).ToBeVisibleAsync();
        await MakeAsync(walk, "Make token");
        await Expect(visitor.Page.Locator("#secret")).ToContainTextAsync("tapi_");
        await RevokeAsync(walk);
    }

    [Fact]
    public async Task Export_AndLiveTail_AreStartedAndStopped()
    {
        await using var visitor = await SignedInAsync(site.Host, $"/logs?{ShopTraffic.Hour}");
        var walk = new KeyboardWalk(visitor.Page);

        await walk.TakeAsync(walk.Menu("Export"));
        await walk.ToAsync(walk.Link("NDJSON, one record a line"));
        await visitor.Page.RunAndWaitForDownloadAsync(() => walk.PressAsync("Enter"));
        await Expect(visitor.Page.GetByText("251 records saved.")).ToBeVisibleAsync();
        await walk.PressAsync("Escape");
        await Expect(walk.Menu("Export")).ToBeFocusedAsync();

        await walk.TakeAsync(walk.Menu("11-23"));
        await walk.TakeAsync(walk.Link("Live"));
        await Expect(visitor.Page.GetByText("Following new records.")).ToBeVisibleAsync();
        await walk.IsSomewhereAsync();
        await walk.TakeAsync(walk.Button("Pause"));
        await Expect(visitor.Page.Locator(".live-state")).ToContainTextAsync("Paused");
        await walk.PressAsync("Enter");
        await Expect(visitor.Page.GetByText("Following new records.")).ToBeVisibleAsync();
        await walk.TakeAsync(walk.Link("Stop"));
        await Expect(visitor.Page.Locator(".live")).ToHaveCountAsync(0);
        await walk.IsSomewhereAsync();
    }

    private static async Task SignInAsync(KeyboardWalk walk)
    {
        await walk.ToAsync(walk.Page.GetByLabel("E-mail"));
        await walk.TypeAsync(Email);
        await walk.ToAsync(walk.Page.GetByLabel("Password", new() { Exact = true }));
        await walk.TypeAsync(Password);
        await walk.PressAsync("Enter");
        await Expect(walk.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
        await KeysAreReadyAsync(walk.Page);
    }

    private static async Task FindAsync(KeyboardWalk walk)
    {
        await walk.FollowAsync(walk.Link("Logs"), "Logs");
        await walk.TakeAsync(walk.Page.Locator("details.menu:has(.range-text) > summary"));
        await walk.TakeAsync(walk.Page.Locator(".range-presets").GetByRole(AriaRole.Link, new() { Name = "7 days" }));
        await Expect(walk.Page.Locator(".range-text")).ToContainTextAsync("7 days");
        await walk.IsSomewhereAsync();

        await walk.PressAsync("/");
        await walk.TypeAsync("rele");
        await Expect(walk.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("release:");
        await walk.PressAsync("ArrowDown");
        await walk.PressAsync("Tab");
        await walk.TypeAsync("1.4");
        await Expect(walk.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("1.4.2");
        await walk.PressAsync("ArrowDown");
        await walk.PressAsync("Enter");
        await walk.PressAsync("Enter");
        await Expect(walk.Page.Locator(".log-item")).ToHaveCountAsync(1);
        await Expect(walk.Page.GetByLabel("Search logs")).ToBeFocusedAsync();
    }

    private static async Task FilterAsync(KeyboardWalk walk)
    {
        await walk.ToAsync(walk.Page.Locator(".log-row"));
        await walk.PressAsync("Enter");
        await Expect(walk.Page.Locator(".log-detail")).ToBeVisibleAsync();
        await Expect(walk.Page.Locator(".log-row")).ToBeFocusedAsync();
        await walk.TakeAsync(walk.Page.GetByRole(AriaRole.Link, new() { Name = "Only http.route /pay/{id}", Exact = true }));
        await Expect(walk.Page.GetByLabel("Search logs")).ToHaveValueAsync("release:1.4.2 attributes.http.route:\"/pay/{id}\"");
        await walk.IsSomewhereAsync();
        await walk.ToAsync(walk.Page.Locator(".log-row"));
        await walk.PressAsync("Enter");
        await Expect(walk.Page.Locator(".log-detail")).ToBeVisibleAsync();
    }

    private static async Task TraceAsync(KeyboardWalk walk)
    {
        await walk.FollowAsync(walk.Link("Trace"), "POST /api/checkout");
        await Expect(walk.Page.Locator(".waterfall[data-attached]")).ToHaveCountAsync(1);
        await walk.ToAsync(walk.Page.Locator(".span-link"));
        await walk.PressAsync("ArrowDown");
        await walk.PressAsync("ArrowDown");
        await Expect(walk.Page.Locator(".span-link").Nth(2)).ToBeFocusedAsync();
        await walk.PressAsync("Enter");
        await Expect(walk.Page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("SELECT orders");
        await Expect(walk.Page.Locator(".span-link").Nth(2)).ToBeFocusedAsync();
        await walk.TakeAsync(walk.Link("Close the span"));
        await Expect(walk.Page.GetByRole(AriaRole.Complementary)).ToHaveCountAsync(0);
        await walk.IsSomewhereAsync();
        await walk.TakeAsync(walk.Link("Flame"));
        await Expect(walk.Page.Locator(".flame-block")).ToHaveCountAsync(5);
        await walk.IsSomewhereAsync();
        await walk.TakeAsync(walk.Link("Waterfall"));
        await Expect(walk.Page.Locator(".span-row")).ToHaveCountAsync(5);
        await walk.FollowAsync(walk.Link("Logs of this trace"), "Logs");
        await Expect(walk.Page.Locator(".log-item")).ToHaveCountAsync(1);
    }

    private static async Task MakeAsync(KeyboardWalk walk, string button)
    {
        await walk.ToAsync(walk.Page.GetByLabel("Name", new() { Exact = true }));
        await walk.TypeAsync("of a test");
        await walk.TakeAsync(walk.Button(button));
        await Expect(walk.Page.Locator("tbody tr", new() { HasText = "of a test" })).ToHaveCountAsync(1);
    }

    private static async Task RevokeAsync(KeyboardWalk walk)
    {
        await walk.TakeAsync(walk.Page.GetByLabel("Revoke of a test"));
        await walk.TakeAsync(walk.Page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }));
        await Expect(walk.Page.Locator("tbody tr", new() { HasText = "of a test" })).ToContainTextAsync("Revoked");
    }

    private async Task<Visitor> SignedInAsync(WebHost host, string path)
    {
        var visitor = await chromium.VisitAsync(host.Address);
        await visitor.SignInAsync(host);
        await visitor.OpenAsync(path);
        await KeysAreReadyAsync(visitor.Page);
        return visitor;
    }

    private static Task KeysAreReadyAsync(IPage page) => page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(one => one.name.includes('/keys') && one.responseEnd > 0)");
}
