using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class PatternTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Pattern_Clicked_ShowsItsRecords()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Patterns" }).ClickAsync();
        await Expect(visitor.Page.Locator(".pattern")).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".pattern").First).ToContainTextAsync("250");
        await Expect(visitor.Page.GetByText("2 patterns in 251 records: all that match.")).ToBeVisibleAsync();
        await visitor.Page.Locator(".template").First.ClickAsync();

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("250");
        await Expect(visitor.Page.Locator(".log-item").First).ToContainTextAsync("request number");
    }

    [Fact]
    public async Task Pattern_Without_LeavesTheOthers()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&view=patterns", Screen.WithoutScript);

        await visitor.Page.Locator(".pattern .without").First.ClickAsync();

        await Expect(visitor.Page.Locator(".pattern")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator(".pattern")).ToContainTextAsync("Charge failed: disk full");
    }
}
