using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Traces;

/// <summary>Folding, finding, the flame, the keyboard, and a trace of ten thousand spans.</summary>
[Collection(TraceCollection.Name)]
public sealed class TraceExplorationTests(Site site, Chromium chromium)
{
    private const string FirstRepeat = "0000000000000014";

    private static readonly string Order = $"/traces/{MarketTraffic.RepeatingOrder}";

    /// <summary>Each view, both themes, wide and narrow.</summary>
    public static TheoryData<string, string, ColorScheme, int> Looks
    {
        get
        {
            var looks = new TheoryData<string, string, ColorScheme, int>();
            foreach (var (name, path) in new[]
            {
                ("trace-folded", Order), ("trace-flame", $"{Order}?view=flame"), ("trace-find", $"{Order}?find=postgresql"),
                ("trace-span", $"/traces/{ShopTraffic.Checkout}?span={ShopTraffic.FailedSpan}"),
            })
            {
                foreach (var screen in SignedInVisits.AllScreens)
                {
                    looks.Add(name, path, screen.Theme, screen.Width);
                }
            }

            return looks;
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Trace_EachLook_IsAccessibleAndFits(string name, string path, ColorScheme theme, int width)
    {
        var screen = new Screen { Width = width, Height = width < 700 ? 844 : 900, Theme = theme };
        await using var visitor = await chromium.SignedInAsync(site, path, screen);
        await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);

        await visitor.ShootAsync($"{name}-{screen.Name}");

        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }

    [Fact]
    public async Task Repeats_OneRow_OpensByALinkWithoutScript()
    {
        await using var visitor = await chromium.SignedInAsync(site, Order, Screen.WithoutScript);
        var repeat = visitor.Page.Locator(".span-row", new() { HasText = "12 × SELECT line_item" });
        await Expect(repeat).ToContainTextAsync("60 ms together");
        await Expect(repeat.Locator("rect.span-bar")).ToHaveCountAsync(12);

        await repeat.GetByRole(AriaRole.Link, new() { Name = "Show the 12 spans one by one" }).ClickAsync();

        await Expect(visitor.Page.Locator(".span-row", new() { HasText = "SELECT line_item" })).ToHaveCountAsync(13);
        Assert.Equal($"{Order}?opened={FirstRepeat}", visitor.Address);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Fold the 12 spans one by one" }).ClickAsync();
        await Expect(visitor.Page.Locator(".span-row", new() { HasText = "SELECT line_item" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task CriticalPath_OfTheCheckout_IsMarked()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Checkout}");

        await Expect(visitor.Page.Locator(".span-row", new() { HasText = "POST /charge" })).ToContainTextAsync("on the critical path");
        var charge = visitor.Page.Locator(".span-row", new() { HasText = "POST /charge" }).Locator("rect.critical");
        await Expect(charge).ToHaveAttributeAsync("width", "64.133%");
        await Expect(visitor.Page.Locator(".span-row", new() { HasText = "POST /api/checkout" }).Locator("rect.critical")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Keyboard_Arrows_WalkAndFoldAndEnterOpens()
    {
        await using var visitor = await chromium.SignedInAsync(site, Order);
        var links = visitor.Page.Locator(".span-link");
        await Expect(visitor.Page.Locator(".waterfall[data-attached]")).ToHaveCountAsync(1);

        await links.First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(links.Nth(1)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(links).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".span-row").Nth(1)).ToContainTextAsync("+ 20 spans");
        Assert.Equal($"{Order}?closed=0000000000000002", visitor.Address);
        await links.Nth(1).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(visitor.Page.Locator(".span-row", new() { HasText = "12 ×" })).ToHaveCountAsync(1);
        await links.Nth(1).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("POST /orders");
    }

    [Fact]
    public async Task Find_Text_MarksAndSteps()
    {
        await using var visitor = await chromium.SignedInAsync(site, Order);

        await visitor.Page.GetByLabel("Find in this trace").FillAsync("redis");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".found")).ToContainTextAsync("1 span");
        await Expect(visitor.Page.Locator(".is-marked")).ToContainTextAsync("SELECT stock");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("redis");
        await Expect(visitor.Page.Locator(".found")).ToContainTextAsync("1 of 1 span");
    }

    [Fact]
    public async Task Flame_Block_OpensItsSpan()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"{Order}?view=flame");

        await Expect(visitor.Page.Locator(".flame-block")).ToHaveCountAsync(22);
        await visitor.Page.Locator(".flame-block", new() { HasText = "POST /charge" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Span" })).ToContainTextAsync("POST /charge");
        Assert.Contains("view=flame", visitor.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Span_Selected_HasItsLogsBesideIt()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Checkout}?span={ShopTraffic.FailedSpan}");

        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Logs of this span" })).ToContainTextAsync("Charge failed: disk full");
    }

    [Fact]
    public async Task TenThousandSpans_WithoutScript_ArePagesByLinks()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Large}", Screen.WithoutScript);

        await Expect(visitor.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("the first 10,000");
        await Expect(visitor.Page.Locator(".span-row")).ToHaveCountAsync(200);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "The next 200" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Rows 201 to 400 of 10,000")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TenThousandSpans_Scrolling_ShowsWhereOneIsAndHoldsFew()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Large}");
        var rows = visitor.Page.Locator(".span-row");
        await Expect(visitor.Page.GetByText("The last span.")).ToBeAttachedAsync();

        // The whole is there to be dragged through, before any of it has come.
        Assert.InRange(await visitor.Page.EvaluateAsync<double>("document.querySelector('.waterfall').scrollHeight"), 10_000 * 24, 10_000 * 26);
        await visitor.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        await Expect(visitor.Page.Locator("ol.span-rows").Last.Locator(".span-row")).ToHaveCountAsync(25);
        await Expect(rows.Last).ToBeInViewportAsync();
        await visitor.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight / 2)");
        await Expect(visitor.Page.Locator("ol.span-rows").Nth(193).Locator(".span-row")).ToHaveCountAsync(25);
        await Expect(visitor.Page.Locator("ol.span-rows").Last.Locator(".span-row")).ToHaveCountAsync(0);

        Assert.InRange(await rows.CountAsync(), 200, 1000);
    }

    [Fact]
    public async Task TenThousandSpans_ByKeyboard_AreWalkedThrough()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Large}");
        await Expect(visitor.Page.GetByText("The last span.")).ToBeAttachedAsync();
        var focused = visitor.Page.Locator(".span-link:focus");
        var lists = visitor.Page.Locator("ol.span-rows");

        await visitor.Page.Locator(".span-link").First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("End");
        await Expect(lists.Last.Locator("li").Last.Locator(".span-link")).ToBeFocusedAsync();
        for (var i = 0; i < 30; i++)
        {
            await visitor.Page.Keyboard.PressAsync("ArrowUp");
            await Expect(lists.Nth(i < 24 ? 392 : 391).Locator("li").Nth(i < 24 ? 23 - i : 48 - i).Locator(".span-link")).ToBeFocusedAsync();
        }

        await visitor.Page.Keyboard.PressAsync("Home");
        await Expect(lists.First.Locator(".span-link").First).ToBeFocusedAsync();
        await Expect(focused).ToBeInViewportAsync();
    }

    [Fact]
    public async Task TenThousandSpans_ThatCannotBeRead_SayItAndAreTriedAgain()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Large}");
        visitor.Expected = "Failed to load resource: net::ERR_FAILED";
        await Expect(visitor.Page.GetByText("The last span.")).ToBeAttachedAsync();
        await visitor.Page.RouteAsync("**/rows?**", route => route.AbortAsync());

        await visitor.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        var last = visitor.Page.Locator("ol.span-rows").Last;
        await Expect(last).ToContainTextAsync("The server cannot be reached.");
        await visitor.Page.UnrouteAsync("**/rows?**");
        await last.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(last.Locator(".span-row")).ToHaveCountAsync(25);
    }
}
