using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed partial class LogsPageTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Search_Words_ShowsRowsCountsAndBars()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}");

        await visitor.Page.GetByLabel("Search logs").FillAsync("level:error");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".log-item")).ToHaveCountAsync(6);
        await Expect(visitor.Page.Locator(".total")).ToHaveTextAsync("6 records");
        await Expect(visitor.Page.Locator(".log-item").First).ToContainTextAsync("Charge failed: disk full");
        await Expect(visitor.Page.Locator(".log-item").First.Locator(".severity")).ToHaveTextAsync("Error");
        Assert.Contains("query=level%3Aerror", visitor.Address, StringComparison.Ordinal);
        Assert.Contains("from=2026-11-23T10%3A00%3A00Z", visitor.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_UnknownLevel_MarksThePlace()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=service:gateway%20level:oops%20timeout");

        var problem = visitor.Page.GetByRole(AriaRole.Alert);
        var lines = (await problem.Locator("pre").InnerTextAsync()).Split('\n');
        Assert.Equal("service:gateway level:oops timeout", lines[0]);
        Assert.Equal(new string(' ', "service:gateway level:".Length) + "^^^^", lines[1]);
        await Expect(problem.GetByText("Expected:")).ToContainTextAsync("error");
        await Expect(visitor.Page.GetByLabel("Search logs")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "How to ask" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Examples_EachOfThem_IsUnderstood()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=level:oops");
        var examples = await visitor.Page.Locator(".examples a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        Assert.True(examples.Length > 5);
        foreach (var example in examples)
        {
            await visitor.OpenAsync(example);
            await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Row_Clicked_OpensWithAllAttributes()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");

        await visitor.Page.Locator(".log-row").ClickAsync();

        var detail = visitor.Page.Locator(".log-detail");
        await Expect(detail).ToContainTextAsync("2026-11-23T10:20:00.123456789Z");
        await Expect(detail).ToContainTextAsync("odd key: \"quoted\" \\ and (more)");
        await Expect(detail).ToContainTextAsync("host.name");
        await Expect(detail.GetByRole(AriaRole.Link, new() { Name = "Trace", Exact = true })).ToHaveAttributeAsync("href", $"/traces/{ShopTraffic.Checkout}?span={ShopTraffic.FailedSpan}");
        await Expect(visitor.Page.Locator(".log-row")).ToHaveAttributeAsync("aria-expanded", "true");
        await visitor.Page.GoBackAsync();
        await Expect(detail).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("Only http.route /pay/{id}", 1)]
    [InlineData("Without http.route /pay/{id}", ShopTraffic.Count)]
    [InlineData("Only odd key: \"quoted\" \\ and (more) value with \"quotes\" and \\", 1)]
    [InlineData("Without odd key: \"quoted\" \\ and (more) value with \"quotes\" and \\", ShopTraffic.Count)]
    [InlineData("Only level error", 6)]
    [InlineData("Only release 1.4.2", 1)]
    [InlineData("Only event charge.failed", 1)]
    [InlineData("Only scope app.payments", 1)]
    [InlineData("Only span_id 00000000000000c4", 1)]
    [InlineData("Without service billing-worker", 167)]
    [InlineData("Only host.name node-1", ShopTraffic.Count + 1)]
    public async Task Filter_OfAnOpenRecord_FindsWhatItSays(string link, int expected)
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");
        await visitor.Page.Locator(".log-row").ClickAsync();
        var href = await visitor.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.GetAttributeAsync("href");

        // The words of the present query stand before the filter; without them the filter is asked alone.
        await visitor.OpenAsync((href ?? "").Replace("%22disk%20full%22%20", "", StringComparison.Ordinal));

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync(expected.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Older_WithoutScriptToTheEnd_ShowsEveryRecordOnce()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=request", Screen.WithoutScript);
        var seen = new List<string>(await BodiesAsync(visitor.Page));

        for (var page = 2; page <= 3; page++)
        {
            var before = visitor.Page.Url;
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
            await visitor.Page.WaitForURLAsync(url => url != before);
            await Expect(visitor.Page.Locator(".log-body").First).Not.ToHaveTextAsync(seen[(page - 2) * 100]);
            seen.AddRange(await BodiesAsync(visitor.Page));
        }

        Assert.Equal(ShopTraffic.Count, seen.Distinct().Count());
        Assert.Equal(ShopTraffic.Count, seen.Count);
        await Expect(visitor.Page.GetByText("No older records in this time range.")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Expect(visitor.Page.Locator(".log-body").First).ToHaveTextAsync(seen[0]);
    }

    [Fact]
    public async Task Bar_Clicked_ZoomsIn()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}");
        var bar = visitor.Page.Locator("svg[data-bars] a").First;
        Assert.Matches(BarName(), await bar.GetAttributeAsync("aria-label") ?? "");

        await bar.Locator("rect.hit").ClickAsync();

        await Expect(visitor.Page.Locator(".total")).ToHaveTextAsync("60 records");
        Assert.Contains("from=2026-11-23T10%3A00%3A00Z&to=2026-11-23T10%3A01%3A00Z", visitor.Address, StringComparison.Ordinal);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Zoom out" }).ClickAsync();
        await Expect(visitor.Page.Locator(".total")).ToHaveTextAsync("120 records");
    }

    [Fact]
    public async Task Times_InTheReadersZone_WithUtcInTheTitle()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");

        var time = visitor.Page.Locator(".log-row time");
        await Expect(time).ToHaveTextAsync("11-23 16:05:00.123");
        await Expect(time).ToHaveAttributeAsync("title", "2026-11-23T10:20:00.123456789Z");
        await Expect(visitor.Page.Locator(".log-head")).ToContainTextAsync("UTC+5:45");
    }

    [Fact]
    public async Task Range_ChosenInTheReadersZone_IsUtcInTheAddress()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}");
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "11-23" }).ClickAsync();

        await visitor.Page.GetByLabel("From (UTC+5:45)").FillAsync("2026-11-23T15:46");
        await visitor.Page.GetByLabel("To (UTC+5:45)").FillAsync("2026-11-23T15:47");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Expect(visitor.Page.Locator(".total")).ToHaveTextAsync("60 records");
        Assert.Equal("/logs?from=2026-11-23T10%3A01%3A00Z&to=2026-11-23T10%3A02%3A00Z", visitor.Address);
        await Expect(visitor.Page.Locator("details.menu[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Json_Copied_IsTheRecord()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=%22disk%20full%22");
        await visitor.Page.Locator(".log-row").ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Copy JSON" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();

        using var record = System.Text.Json.JsonDocument.Parse(await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal("Charge failed: disk full", record.RootElement.GetProperty("body").GetString());
        Assert.Equal("2026-11-23T10:20:00.123456789Z", record.RootElement.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task Link_OfARecord_ShowsItOnTopAndOpen()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=%22number%20100%22");
        await visitor.Page.Locator(".log-row").ClickAsync();

        await visitor.OpenAsync(await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Link", Exact = true }).GetAttributeAsync("href") ?? "");

        await Expect(visitor.Page.Locator(".log-item").First.Locator(".log-detail")).ToContainTextAsync("request number 100 done");
        await Expect(visitor.Page.Locator(".log-body").Nth(1)).ToContainTextAsync("request number 99 done");
    }

    [Fact]
    public async Task NoMatch_Query_OffersWaysOn()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=nowhere");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No records match" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Show everything in this time range" }).ClickAsync();
        await Expect(visitor.Page.Locator(".total")).ToHaveTextAsync("251 records");
    }

    [Fact]
    public async Task NoData_Project_TeachesHowToSend()
    {
        await using var visitor = await SignedInAsync($"/logs?project={Site.EmptyProject}");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing has arrived yet" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#snippet-code")).ToContainTextAsync("http://YOUR_INGEST_KEY@localhost:4318/");
    }

    [Fact]
    public async Task Project_Switched_KeepsTheSearch()
    {
        await using var visitor = await SignedInAsync($"/logs?{ShopTraffic.Hour}&query=request");
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "default" }).ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Untouched" }).ClickAsync();

        await visitor.Page.WaitForURLAsync("**/logs?project=3&query=request&**");
        await Expect(visitor.Page.Locator("details.menu > summary", new() { HasText = "Untouched" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Project_Unknown_SaysSo()
    {
        await using var visitor = await SignedInAsync("/logs?project=77");

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such project");
    }

    [GeneratedRegex(@"^10:00:00 UTC: 60 records, \d+ warn")]
    private static partial Regex BarName();

    private static Task<string[]> BodiesAsync(IPage page) => page.Locator(".log-body").EvaluateAllAsync<string[]>("all => all.map(one => one.textContent)");

    private async Task<Visitor> SignedInAsync(string path, Screen? screen = null)
    {
        var visitor = await chromium.VisitAsync(site.Host.Address, screen);
        await visitor.SignInAsync(site.Host);
        await visitor.OpenAsync(path);
        return visitor;
    }
}
