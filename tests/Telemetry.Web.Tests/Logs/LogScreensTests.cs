using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

/// <summary>Every state of the logs pages on every screen: a picture to look at, and no violation.</summary>
[Collection(SiteCollection.Name)]
public sealed class LogScreensTests(Site site, Chromium chromium)
{
    [Theory]
    [InlineData("logs", "/logs?" + ShopTraffic.Hour)]
    [InlineData("logs-open", "/logs?" + ShopTraffic.Hour + "&query=%22disk+full%22&open=2026-11-23T10%3A20%3A00.123456789Z_")]
    [InlineData("logs-error", "/logs?" + ShopTraffic.Hour + "&query=service:gateway%20level:oops%20timeout")]
    [InlineData("logs-hostile", "/logs?" + HostileTraffic.Hour)]
    [InlineData("logs-json", "/logs?" + ShopTraffic.Hour + "&show=json&columns=service,attributes.http.route,release")]
    [InlineData("logs-wrap", "/logs?" + HostileTraffic.Hour + "&show=wrap&columns=")]
    [InlineData("logs-empty", "/logs?project=" + Site.EmptyProject)]
    public async Task Page_OnEveryScreen_HasNoViolations(string name, string address)
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await chromium.SignedInAsync(site, address, screen);
            await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);
            if (name == "logs-open")
            {
                await visitor.Page.Locator(".log-row").First.ClickAsync();
                await Expect(visitor.Page.Locator(".log-detail")).ToBeVisibleAsync();
            }

            await visitor.ShootAsync($"{name}-{screen.Name}");
            await Axe.AssertNoViolationsAsync(visitor.Page);
        }
    }
}
