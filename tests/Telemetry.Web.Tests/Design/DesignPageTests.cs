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

    [Fact]
    public async Task Rail_OnAPhone_ShowsEveryPage()
    {
        foreach (var width in new[] { 360, 390 })
        {
            await using var visitor = await chromium.SignedInAsync(site, "/services", new Screen { Width = width, Height = 800 });
            var nav = visitor.Page.GetByRole(Microsoft.Playwright.AriaRole.Navigation, new() { Name = "Main" });

            Assert.Equal(0, await nav.EvaluateAsync<int>("nav => nav.scrollWidth - nav.clientWidth"));
            await Expect(visitor.Page.Locator(".rail-button").Last).ToBeInViewportAsync(new() { Ratio = 1 });
        }
    }
}
