using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Traces;

[Collection(TraceCollection.Name)]
public sealed class ScatterTests(Site site, Chromium chromium)
{
    private const string Path = $"/traces?{MarketTraffic.HalfHour}";

    /// <summary>Both themes, wide and narrow.</summary>
    public static TheoryData<ColorScheme, int> Looks => new(SignedInVisits.AllScreens.Select(screen => (screen.Theme, screen.Width)));

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Page_EachLook_IsAccessibleAndFits(ColorScheme theme, int width)
    {
        var screen = new Screen { Width = width, Height = width < 700 ? 844 : 900, Theme = theme };
        await using var visitor = await chromium.SignedInAsync(site, Path, screen);
        await Expect(visitor.Page.Locator(".scatter-plot a")).ToHaveCountAsync(MarketTraffic.Orders);

        await visitor.ShootAsync($"traces-scatter-{screen.Name}");

        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }

    [Fact]
    public async Task Points_EachTrace_LeadsToItAndFailuresAreMarked()
    {
        await using var visitor = await chromium.SignedInAsync(site, Path, Screen.WithoutScript);
        await Expect(visitor.Page.Locator(".scatter-plot path.has-error")).ToHaveCountAsync(15);
        await Expect(visitor.Page.Locator(".total")).ToHaveTextAsync("300 traces");

        await visitor.Page.Locator(".scatter-plot a").Nth(10).ClickAsync(new() { Force = true });

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("checkout");
    }

    [Fact]
    public async Task Drag_OverSlowTraces_NarrowsTimeAndDuration()
    {
        await using var visitor = await chromium.SignedInAsync(site, Path);
        await Expect(visitor.Page.Locator(".scatter-plot[data-attached]")).ToHaveCountAsync(1);
        var box = await visitor.Page.Locator(".scatter-plot > svg").BoundingBoxAsync() ?? throw new InvalidOperationException("No chart.");

        // From 100 ms to 10 s: 1 s is in the middle. The upper half of the left half, without the very first order.
        await visitor.Page.Mouse.MoveAsync(box.X + 2, box.Y + 2);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2), new() { Steps = 4 });
        await Expect(visitor.Page.Locator(".brush")).ToHaveCountAsync(1);
        await visitor.Page.Mouse.UpAsync();

        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(4);
        await Expect(visitor.Page.GetByLabel("Search traces")).ToHaveValueAsync("trace.duration:>=1000ms trace.duration:<=10000ms");
        Assert.Contains("from=2026-11-24T10%3A00%3A0", visitor.Address, StringComparison.Ordinal);
    }
}
