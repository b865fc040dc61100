using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Services;

[Collection(TraceCollection.Name)]
public sealed class ServicePagesTests(Site site, Chromium chromium)
{
    private const string List = $"/services?{MarketTraffic.HalfHour}";
    private const string Map = $"/services/map?{MarketTraffic.HalfHour}";
    private const string Orders = $"/services/name/orders?{MarketTraffic.HalfHour}";

    /// <summary>Each page, both themes, wide and narrow.</summary>
    public static TheoryData<string, string, ColorScheme, int> Looks
    {
        get
        {
            var looks = new TheoryData<string, string, ColorScheme, int>();
            foreach (var (name, path) in new[] { ("services", List), ("service", Orders), ("service-map", Map), ("services-empty", "/services?project=3"), ("service-map-empty", "/services/map?project=3"), ("services-query", "/services?query=kind:oops") })
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
    public async Task Page_EachLook_IsAccessibleAndFits(string name, string path, ColorScheme theme, int width)
    {
        var screen = new Screen { Width = width, Height = width < 700 ? 844 : 900, Theme = theme };
        await using var visitor = await chromium.SignedInAsync(site, path, screen);
        await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);

        await visitor.ShootAsync($"{name}-{screen.Name}");

        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }

    [Fact]
    public async Task List_Services_ShowRequestsErrorsAndDurations()
    {
        await using var visitor = await chromium.SignedInAsync(site, List);

        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(6);
        var payments = visitor.Page.Locator("tbody tr", new() { HasText = "payments" });
        await Expect(payments).ToContainTextAsync("300");
        await Expect(payments).ToContainTextAsync("10/min");
        await Expect(payments).ToContainTextAsync("5 %");
        await Expect(payments).ToContainTextAsync("120 ms");
    }

    [Fact]
    public async Task List_SortedByErrors_WorstFirstByAddress()
    {
        await using var visitor = await chromium.SignedInAsync(site, List);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Errors", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator("tbody tr").First).ToContainTextAsync("5 %");
        Assert.EndsWith("sort=errors", visitor.Address, StringComparison.Ordinal);
        await Expect(visitor.Page.Locator("th[aria-sort]")).ToHaveTextAsync("Errors");
    }

    [Fact]
    public async Task List_Filtered_CountsWhatMatches()
    {
        await using var visitor = await chromium.SignedInAsync(site, List);

        await visitor.Page.GetByLabel("Search services").FillAsync("environment:staging service:payments");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(visitor.Page.Locator("tbody tr")).ToContainTextAsync("30");
    }

    [Fact]
    public async Task Flow_FromAnErrorShareToTheFailedTraces()
    {
        await using var visitor = await chromium.SignedInAsync(site, List);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "payments" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("payments");
        await visitor.Page.Locator(".operations").GetByRole(AriaRole.Link, new() { Name = "5 %" }).ClickAsync();

        await Expect(visitor.Page.GetByLabel("Search traces")).ToHaveValueAsync("service:payments name:\"POST /charge\" status:error");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(15);
    }

    [Fact]
    public async Task Service_Neighbours_AreThoseWhoCallAndAreCalled()
    {
        await using var visitor = await chromium.SignedInAsync(site, Orders);

        var callers = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Called by" });
        var called = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Calls", Exact = true });
        await Expect(callers.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(callers.Locator("tbody tr")).ToContainTextAsync("gateway");
        await Expect(called.Locator("tbody td:first-child")).ToHaveTextAsync(["postgresql database", "payments", "rabbitmq messaging", "stock"]);
        await Expect(visitor.Page.Locator("figure.time-chart")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Map_WithoutScript_LeadsToAService()
    {
        await using var visitor = await chromium.SignedInAsync(site, Map, Screen.WithoutScript);

        await Expect(visitor.Page.Locator("svg.map .box")).ToHaveCountAsync(10);
        await Expect(visitor.Page.Locator("path.edge")).ToHaveCountAsync(9);
        await visitor.Page.Locator("svg.map").GetByRole(AriaRole.Link, new() { NameRegex = new("^stock") }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("stock");
        await Expect(visitor.Page.Locator(".facts")).ToContainTextAsync("300");
    }

    [Theory]
    [InlineData("/services/name/nobody", "nobody")]
    [InlineData("/services/name/team%2Fapi", "team/api")]
    [InlineData("/services/name/50%25", "50%")]
    [InlineData("/services/name/a%25252Fb%2500c", "a%2Fb\u2400c")]
    [InlineData("/services/name/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "<script>alert(1)</script>")]
    public async Task Service_Unknown_SaysSo(string path, string name)
    {
        await using var visitor = await chromium.SignedInAsync(site, path);

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await Expect(visitor.Page.GetByText("No span of this service in this time range")).ToBeVisibleAsync();
    }
}
