using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Views;

[Collection(AccountCollection.Name)]
public sealed class SavedViewTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task View_SavedSharedDeleted_LeadsBackToThePage()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await SignedInAsync(host, $"/logs?{ShopTraffic.Hour}&query=level:error");
        var page = visitor.Page;
        await MenuAsync(page);
        await page.GetByLabel("Save this page as").FillAsync("errors <b>of the shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await visitor.ShootAsync("views-light-1440");
        await Axe.AssertNoViolationsAsync(page);

        await visitor.OpenAsync("/traces");
        await MenuAsync(page);
        var link = page.GetByRole(AriaRole.Link, new() { Name = "errors <b>of the shop" });
        var address = await link.GetAttributeAsync("href") ?? "";
        await link.ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(6);
        Assert.Contains("query=level%3Aerror", visitor.Address, StringComparison.Ordinal);

        await using var colleague = await SignedInAsync(host, address);
        await Expect(colleague.Page.Locator(".log-item")).ToHaveCountAsync(6);

        await MenuAsync(page);
        await page.GetByLabel("Delete view errors <b>of the shop").ClickAsync();
        await Expect(page.GetByText("Deleted.")).ToBeVisibleAsync();
        await visitor.OpenAsync(address);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "There is no such view" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task View_WithoutScript_IsSaved()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await SignedInAsync(host, "/logs?range=24h", Screen.WithoutScript);
        await MenuAsync(visitor.Page);

        await visitor.Page.GetByLabel("Save this page as").FillAsync("a day");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "a day" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task View_ByKeyboardAlone_IsSavedAndOpened()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await SignedInAsync(host, "/traces?range=24h");
        var page = visitor.Page;

        await page.Locator("details.views > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("a day of traces");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await page.Locator("details.views > summary").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/traces?project=1&range=24h");
    }

    private static Task MenuAsync(IPage page) => page.Locator("details.views > summary").ClickAsync();

    private async Task<Visitor> SignedInAsync(WebHost host, string path, Screen? screen = null)
    {
        var visitor = await chromium.VisitAsync(host.Address, screen);
        await visitor.SignInAsync(host);
        await visitor.OpenAsync(path);
        return visitor;
    }
}
