using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class LogContextTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Context_OfARecord_ShowsTwentyOnEachSideOfTheSameInstance()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&query=%22number%20120%22");
        await visitor.Page.Locator(".log-row").ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Context" }).ClickAsync();

        // Every third record is of the same service.
        await Expect(visitor.Page.Locator(".log-item")).ToHaveCountAsync(41);
        await Expect(visitor.Page.Locator(".log-item").Nth(20).Locator(".log-row")).ToContainTextAsync("request number 120 done");
        await Expect(visitor.Page.Locator(".log-item").First).ToContainTextAsync("request number 180 done");
        await Expect(visitor.Page.Locator(".log-item").Last).ToContainTextAsync("request number 60 done");
        await Expect(visitor.Page.Locator(".instance")).ToContainTextAsync("resource.host.name:node-1");
        await Expect(visitor.Page.Locator(".is-open .log-row")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Context_AmongThousandsAtTheSameMoment_FindsTheNextOnes()
    {
        await LongTraffic.InsertOnceAsync(site.Store);
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{LongTraffic.Hour}&query=%22row%2060000%22");
        await visitor.Page.Locator(".log-row").ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Context" }).ClickAsync();

        await Expect(visitor.Page.Locator(".log-item").Nth(19)).ToContainTextAsync("row 60003 ");
        await Expect(visitor.Page.Locator(".log-item").Nth(21)).ToContainTextAsync("row 59997 ");
    }

    [Fact]
    public async Task Context_OfNoRecord_SaysSo()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/logs/context?open=nonsense");

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The address is incomplete.");
    }
}
