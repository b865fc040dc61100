using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Design;

[Collection(SiteCollection.Name)]
public sealed class ChartTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Chart_WithScript_IsDrawnInTheColoursOfTheTheme()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/design");
        await Expect(Canvas(visitor)).ToBeVisibleAsync();
        var light = await PictureAsync(visitor);

        await visitor.Page.EvaluateAsync("document.documentElement.dataset.bsTheme = 'dark'");

        await visitor.Page.WaitForFunctionAsync("before => document.querySelector('.time-chart canvas').toDataURL() !== before", light);
    }

    [Fact]
    public async Task Chart_Dragged_GoesToThatStretchOfTime()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/design?range=7d");
        var plot = visitor.Page.Locator(".time-chart .u-over").First;
        await plot.HoverAsync(); // Waits until it stands still.
        var box = await plot.BoundingBoxAsync() ?? throw new InvalidOperationException("Not drawn.");

        await visitor.Page.Mouse.MoveAsync(box.X + (box.Width / 4), box.Y + 40);
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 40, new() { Steps = 5 });
        await visitor.Page.Mouse.UpAsync();

        await visitor.Page.WaitForURLAsync("**/design?from=2026-11-23T10%3A1*&to=2026-11-23T10%3A2*");
        await Expect(Canvas(visitor)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Chart_PointedAt_SaysTheValues()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/design");

        await visitor.Page.Locator(".time-chart .u-over").First.HoverAsync();

        await Expect(visitor.Page.Locator(".chart-reading").First).ToContainTextAsync("p50");
        await Expect(visitor.Page.Locator(".chart-reading").First).ToContainTextAsync(" ms");
    }

    [Fact]
    public async Task Chart_Narrowed_FillsItsPlaceAgain()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/design");
        await Expect(Canvas(visitor)).ToBeVisibleAsync();

        await visitor.Page.SetViewportSizeAsync(600, 800);

        await visitor.Page.WaitForFunctionAsync(
            "() => { const live = document.querySelector('.chart-live'); return live.clientWidth <= 600 && document.querySelector('.uplot').clientWidth === live.clientWidth; }");
    }

    [Fact]
    public async Task Chart_WithoutScript_HasLinesAndATable()
    {
        await using var visitor = await chromium.SignedInAsync(site, "/design", Screen.WithoutScript);

        await Expect(visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("Time to answer: 3 lines over 60 steps") })).ToBeVisibleAsync();
        await visitor.Page.GetByText("Values as a table").First.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Time to answer: values" }).Locator("tbody tr")).ToHaveCountAsync(60);
    }

    private static ILocator Canvas(Visitor visitor) => visitor.Page.Locator(".time-chart canvas").First;

    private static Task<string> PictureAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string>("document.querySelector('.time-chart canvas').toDataURL()");
}
