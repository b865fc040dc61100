using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Design;

[Collection(SiteCollection.Name)]
public sealed class DesignPageTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Page_OnEveryScreen_HasNoViolations()
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await chromium.SignedInAsync(site, "/design", screen);
            await Expect(visitor.Page.Locator(".time-chart canvas").First).ToBeVisibleAsync();
            await visitor.ShootAsync($"design-{screen.Name}", isWhole: true);
            await Axe.AssertNoViolationsAsync(visitor.Page);
        }
    }
}
