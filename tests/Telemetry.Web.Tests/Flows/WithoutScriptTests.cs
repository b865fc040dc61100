using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Flows;

/// <summary>Searching and reading where script is switched off: everything is links and forms.</summary>
[Collection(SiteCollection.Name)]
public sealed class WithoutScriptTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Logs_SearchedFilteredOpened_ByLinksAndForms()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}", Screen.WithoutScript);
        var page = visitor.Page;
        await page.GetByLabel("Search logs").FillAsync("request OR \"disk full\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(page.Locator(".total")).ToHaveTextAsync("251 records");

        await page.Locator(".facet-value", new() { HasText = "staging" }).Locator(".facet-only").ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(1);
        await page.Locator(".log-row").ClickAsync();
        await Expect(page.Locator(".log-detail")).ToContainTextAsync("charge.failed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Context" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Before and after");
        await page.Locator(".is-open").GetByRole(AriaRole.Link, new() { Name = "Trace", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("connection refused");
    }

    [Fact]
    public async Task Logs_PatternsColumnsRange_ByLinksAndForms()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}", Screen.WithoutScript);
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Patterns" }).ClickAsync();
        await page.Locator(".pattern a.template").First.ClickAsync();
        await Expect(page.Locator(".total")).ToHaveTextAsync("250 records");

        await page.Locator("details.menu > summary", new() { HasText = "View" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "attributes.http.route" }).CheckAsync();
        await page.Locator(".columns").GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.Locator(".log-head")).ToContainTextAsync("http.route");

        await page.Locator("details.menu:has(.range-text) > summary").ClickAsync();
        await page.GetByLabel("To (UTC)").FillAsync("2026-11-23T10:01");
        await page.Locator(".range-form").GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.Locator(".total")).ToHaveTextAsync("60 records");
    }

    [Fact]
    public async Task TracesAndServices_SearchedAndRead_ByLinksAndForms()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces?{MarketTraffic.HalfHour}", Screen.WithoutScript);
        var page = visitor.Page;
        await page.GetByLabel("Search traces").FillAsync("status:error service:payments");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(15);
        await page.Locator("tbody tr").First.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator(".span-link", new() { HasText = "POST /charge" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("card declined");
        await page.GetByRole(AriaRole.Link, new() { Name = "Flame" }).ClickAsync();
        await Expect(page.Locator(".flame-block").First).ToBeVisibleAsync();
        await page.GetByLabel("Find in this trace").FillAsync("redis");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(page.Locator(".found")).ToContainTextAsync("1 span");

        await visitor.OpenAsync($"/services?{MarketTraffic.HalfHour}");
        await page.GetByRole(AriaRole.Link, new() { Name = "p95" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "orders" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Called by" })).ToContainTextAsync("gateway");
        await Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("^Requests") }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ViewsKeysAndPassword_ByForms()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await chromium.VisitAsync(host.Address, Screen.WithoutScript);
        var page = visitor.Page;
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}");
        await page.GetByLabel("E-mail").FillAsync("ada@example.com");
        await page.GetByLabel("Name").FillAsync("Ada");
        await page.GetByLabel("Password").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();

        await visitor.OpenAsync($"/logs?{ShopTraffic.Hour}&query=level:error");
        await SaveAndForgetViewAsync(page);
        await visitor.OpenAsync("/settings/keys");
        await MakeReplaceRevokeAsync(page);
        await visitor.OpenAsync("/settings/account");
        await page.GetByLabel("Present password").FillAsync("correct horse battery");
        await page.GetByLabel("New password").FillAsync("another horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The password was changed.");
        await page.Locator("header").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Signed out");
    }

    private static async Task SaveAndForgetViewAsync(IPage page)
    {
        await page.Locator("details.views > summary").ClickAsync();
        await page.GetByLabel("Save this page as").FillAsync("errors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "errors", Exact = true }).ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(6);
        await page.Locator("details.views > summary").ClickAsync();
        await page.GetByLabel("Delete view errors").ClickAsync();
        await Expect(page.GetByText("Deleted.")).ToBeVisibleAsync();
    }

    private static async Task MakeReplaceRevokeAsync(IPage page)
    {
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("desktop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        await page.GetByLabel("Replace desktop").ClickAsync();
        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Make the new key" }).ClickAsync();
        var old = page.Locator("tbody tr", new() { HasText = "Replaced" });
        await old.GetByLabel("Revoke desktop").ClickAsync();
        await old.GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = "Revoked" })).ToContainTextAsync("desktop");
    }
}
