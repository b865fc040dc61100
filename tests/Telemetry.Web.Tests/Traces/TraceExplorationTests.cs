using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Traces;

/// <summary>Folding, finding, the flame, the keyboard, and a trace of ten thousand spans.</summary>
[Collection(SiteCollection.Name)]
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
    public async Task TenThousandSpans_Scrolling_BringsThemAllWithoutAStutter()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/traces/{ShopTraffic.Large}");
        await Expect(visitor.Page.Locator(".span-row")).Not.ToHaveCountAsync(0);

        // Each step goes to the end of what is there, and waits until more has come or there is no more.
        var longest = await visitor.Page.EvaluateAsync<double>("""
            async () => {
              let longest = 0;
              let last = performance.now();
              let isRunning = true;
              const frame = (now) => { longest = Math.max(longest, now - last); last = now; isRunning && requestAnimationFrame(frame); };
              requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
              const rows = () => document.querySelectorAll('.span-row').length;
              while (rows() < 10000) {
                const added = new Promise((resolve) => document.addEventListener('rows-added', resolve, { once: true }));
                scrollTo(0, document.documentElement.scrollHeight);
                await added;
              }
              isRunning = false;
              return longest;
            }
            """);

        TestContext.Current.SendDiagnosticMessage($"Longest frame while 10,000 rows came: {longest:0} ms");
        Assert.Equal(10_000, await visitor.Page.Locator(".span-row").CountAsync());
        // Not a measure of speed, which this machine shares: a browser that lays all rows out anew for each of them would need seconds.
        Assert.InRange(longest, 0, 1500);
    }
}
