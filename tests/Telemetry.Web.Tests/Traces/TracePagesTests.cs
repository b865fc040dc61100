using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Traces;

[Collection(TraceCollection.Name)]
public sealed class TracePagesTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task List_Search_LeadsToTheWaterfall()
    {
        await using var visitor = await SignedInAsync($"/traces?{ShopTraffic.Hour}");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(3);

        await visitor.Page.GetByLabel("Search traces").FillAsync("status:error");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "POST /api/checkout" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("POST /api/checkout");
        Assert.Equal($"/traces/{ShopTraffic.Checkout}", visitor.Address);
    }

    [Fact]
    public async Task Examples_EachOfThem_IsUnderstood()
    {
        await using var visitor = await SignedInAsync($"/traces?{ShopTraffic.Hour}&query=kind:oops");
        var examples = await visitor.Page.Locator(".examples a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        Assert.True(examples.Length > 3);
        foreach (var example in examples)
        {
            await visitor.OpenAsync(example);
            await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Waterfall_Spans_StandInTreeOrderAtTheirTimes()
    {
        await using var visitor = await SignedInAsync($"/traces/{ShopTraffic.Checkout}");

        await Expect(visitor.Page.Locator(".span-label bdi:first-child")).ToHaveTextAsync(
            ["POST /api/checkout", "create order", "SELECT orders", "POST /charge", "publish"]);
        var failed = visitor.Page.Locator(".span-row", new() { HasText = "POST /charge" });
        await Expect(failed.Locator("rect.span-bar")).ToHaveAttributeAsync("x", "11.876%");
        await Expect(failed.Locator("rect.span-bar")).ToHaveAttributeAsync("width", "64.133%");
        await Expect(failed.Locator(".span-name")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("depth-2"));
        await Expect(failed).ToContainTextAsync("Error:");
        await Expect(visitor.Page.Locator(".facts")).ToContainTextAsync("842 ms");
    }

    [Fact]
    public async Task Span_Clicked_ShowsItsDetailByAddress()
    {
        await using var visitor = await SignedInAsync($"/traces/{ShopTraffic.Checkout}");

        await visitor.Page.Locator(".span-row", new() { HasText = "POST /charge" }).ClickAsync();

        var panel = visitor.Page.GetByRole(AriaRole.Complementary, new() { Name = "Span" });
        await Expect(panel).ToContainTextAsync("connection refused");
        await Expect(panel).ToContainTextAsync("ConnectionError: refused");
        await Expect(panel).ToContainTextAsync("File \"pay.py\", line 10, in charge");
        await Expect(panel).ToContainTextAsync("http.request.method");
        Assert.Equal($"/traces/{ShopTraffic.Checkout}?span={ShopTraffic.FailedSpan}", visitor.Address);
        await panel.GetByRole(AriaRole.Link, new() { Name = "Close the span" }).ClickAsync();
        await Expect(panel).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Logs_OfTheTrace_AreOneClickAway()
    {
        await using var visitor = await SignedInAsync($"/traces/{ShopTraffic.Checkout}?span={ShopTraffic.FailedSpan}");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Logs of this span" }).ClickAsync();

        await Expect(visitor.Page.GetByLabel("Search logs")).ToHaveValueAsync($"trace_id:{ShopTraffic.Checkout} span_id:{ShopTraffic.FailedSpan}");
        await Expect(visitor.Page.Locator(".log-body")).ToHaveTextAsync(["Charge failed: disk full"]);
    }

    [Fact]
    public async Task Waterfall_OddTrace_ShowsEverySpanOnceAndSaysWhatIsOdd()
    {
        await using var visitor = await SignedInAsync($"/traces/{ShopTraffic.Odd}");

        await Expect(visitor.Page.Locator(".span-label bdi:first-child")).ToHaveTextAsync(["orphan", "parent", "early child", "circle a", "circle b"]);
        await Expect(visitor.Page.Locator(".span-row").Nth(0)).ToContainTextAsync("Its parent span is not here");
        await Expect(visitor.Page.Locator(".span-row").Nth(2)).ToContainTextAsync("It starts before its parent");
        await Expect(visitor.Page.Locator(".span-row").Nth(3)).ToContainTextAsync("Its parents lead back to itself");
    }

    [Theory]
    [InlineData("00000000000000000000000000000001")]
    [InlineData("not-a-trace")]
    public async Task Waterfall_UnknownTrace_SaysWhy(string id)
    {
        await using var visitor = await SignedInAsync("/traces");

        var answer = await visitor.OpenAsync($"/traces/{id}");

        if (id.Length == 32)
        {
            Assert.Equal(404, answer.Status);
            await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no span of this trace" })).ToBeVisibleAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "search the logs for this trace id" })).ToBeVisibleAsync();
        }
        else
        {
            await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("32 hex digits");
        }
    }

    private async Task<Visitor> SignedInAsync(string path)
    {
        var visitor = await chromium.VisitAsync(site.Host.Address);
        await visitor.SignInAsync(site.Host);
        await visitor.OpenAsync(path);
        return visitor;
    }
}
