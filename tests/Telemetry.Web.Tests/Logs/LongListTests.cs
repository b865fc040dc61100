using Microsoft.Playwright;
using Telemetry.Testing.Rows;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class LongListTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Scrolled_ToTheEnd_ShowsEveryRecordOnce()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");

        await visitor.Page.Locator(".pager").ScrollIntoViewIfNeededAsync();

        await Expect(visitor.Page.Locator(".log-item")).ToHaveCountAsync(ShopTraffic.Count + 1);
        var keys = await visitor.Page.Locator(".log-item").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.key)");
        Assert.Equal(keys.OrderDescending(StringComparer.Ordinal), keys);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        await Expect(visitor.Page.GetByText("No older records in this time range.").Locator("visible=true")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task HundredThousand_DraggedToTheMiddleAndTheEnd_ShowsRowsThereAndKeepsThePageSmall()
    {
        await LongTraffic.InsertOnceAsync(site.Store);
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{LongTraffic.Hour}");
        await visitor.Page.Locator(".pager").ScrollIntoViewIfNeededAsync();
        await Expect(visitor.Page.Locator(".segment").First).ToBeAttachedAsync();
        var height = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        Assert.InRange(height, 2_300_000, 2_700_000);

        await visitor.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight / 2)");
        await ExpectRowsOnScreenAsync(visitor);
        Assert.InRange(await visitor.Page.Locator(".log-item").CountAsync(), 100, 6000);

        // Rows that turn out to be of another height than thought move the end.
        await visitor.Page.WaitForFunctionAsync(
            "() => { scrollTo(0, document.documentElement.scrollHeight); return [...document.querySelectorAll('.segment .log-body')].some(body => body.textContent.startsWith('row 0 ')); }");
        await ExpectRowsOnScreenAsync(visitor);
        Assert.InRange(await visitor.Page.Locator(".log-item").CountAsync(), 100, 6000);
    }

    [Fact]
    public async Task Row_OfALongListOpened_StaysOpenAndClosesWithBack()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        await visitor.Page.Locator(".pager").ScrollIntoViewIfNeededAsync();
        var row = visitor.Page.Locator(".segment .log-row", new() { HasText = "request number 7 done" });

        await row.ClickAsync();

        await Expect(visitor.Page.Locator(".segment .log-detail")).ToContainTextAsync("request number 7 done");
        await Expect(row).ToHaveAttributeAsync("aria-expanded", "true");
        Assert.Contains("open=2026-11-23T10%3A00%3A07", visitor.Address, StringComparison.Ordinal);
        await Axe.AssertNoViolationsAsync(visitor.Page);
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Page.Locator(".log-detail")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Columns_Picked_AreShownAndRemembered()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "View" }).ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "service" }).UncheckAsync();
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "attributes.user.id" }).CheckAsync();
        await visitor.Page.GetByLabel("Another field").FillAsync("resource.host.name");
        await visitor.ShootAsync("logs-view-menu");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Expect(visitor.Page.Locator(".log-head")).ToContainTextAsync("user.id");
        Assert.Equal(["42", "node-1"], await visitor.Page.Locator(".log-column").AllInnerTextsAsync());
        await visitor.OpenAsync($"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");
        await Expect(visitor.Page.Locator(".log-column")).ToHaveTextAsync(["42", "node-1"]);
    }

    [Fact]
    public async Task Column_WhoseNameHasAComma_CanBePicked()
    {
        await site.Store.InsertAsync(new TestLog
        {
            Nanoseconds = ShopTraffic.Start + (8 * 3600 * ShopTraffic.Second),
            Body = "with an odd key",
            Attributes = new Dictionary<string, string> { ["to, \"cc\""] = "both" },
        });
        await using var visitor = await chromium.SignedInAsync(site, "/logs?from=2026-11-23T18:00:00Z&to=2026-11-23T19:00:00Z");
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "View" }).ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "attributes.\"to, \\\"cc\\\"\"" }).CheckAsync();
        await visitor.Page.Locator(".columns").GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Expect(visitor.Page.Locator(".log-column")).ToHaveTextAsync(["billing", "both"]);
        await Expect(visitor.Page.Locator(".log-column-name")).ToHaveTextAsync(["Service", "to, \"cc\""]);
        await visitor.OpenAsync("/logs?from=2026-11-23T18:00:00Z&to=2026-11-23T19:00:00Z");
        await Expect(visitor.Page.Locator(".log-column")).ToHaveTextAsync(["billing", "both"]);
    }

    [Fact]
    public async Task Show_Json_WritesAttributesInTheRow()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22", Screen.WithoutScript);
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "View" }).ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "JSON", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator(".log-body")).ToContainTextAsync("{\"message\":\"Charge failed: disk full\",");
        await Expect(visitor.Page.Locator(".log-body")).ToContainTextAsync("\"user.id\":\"42\"");
    }

    private static Task ExpectRowsOnScreenAsync(Visitor visitor) => visitor.Page.WaitForFunctionAsync(
        "() => document.elementFromPoint(700, 400)?.closest('.segment .log-item') !== null && document.elementFromPoint(700, 400)?.closest('.segment .log-item') !== undefined");
}
