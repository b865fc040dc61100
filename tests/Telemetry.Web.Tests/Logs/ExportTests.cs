using System.Text.Json;
using Microsoft.Playwright;
using Telemetry.Testing.Rows;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class ExportTests(Site site, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ndjson_WithAndWithoutScript_HasEveryRecord(bool hasScript)
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}", new Screen { HasScript = hasScript });

        var lines = await DownloadAsync(visitor, "NDJSON, one record a line");

        Assert.Equal(ShopTraffic.Count + 1, lines.Length);
        Assert.Equal("Charge failed: disk full", JsonDocument.Parse(lines[0]).RootElement.GetProperty("body").GetString());
        Assert.Equal("42", JsonDocument.Parse(lines[0]).RootElement.GetProperty("attributes").GetProperty("user.id").GetString());
    }

    [Fact]
    public async Task Csv_OfASearch_HasItsRecordsAndNoFormula()
    {
        await site.Store.InsertAsync(new TestLog { Nanoseconds = ShopTraffic.Start + (6 * 3600 * ShopTraffic.Second) + 1, Body = "=HYPERLINK(\"http://x\",\"a\")" });
        await using var visitor = await chromium.SignedInAsync(site, "/logs?from=2026-11-23T16:00:00Z&to=2026-11-23T17:00:00Z");

        var lines = await DownloadAsync(visitor, "CSV, for spreadsheets");

        Assert.StartsWith("timestamp,severity,service,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\",", lines[1], StringComparison.Ordinal);
        await Expect(visitor.Page.GetByText("1 record saved.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Cancelled_Export_StopsAndSavesNothing()
    {
        await LongTraffic.InsertOnceAsync(site.Store);
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{LongTraffic.Hour}");
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "Export" }).ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "NDJSON, one record a line" }).ClickAsync();
        await Expect(visitor.Page.GetByText(new System.Text.RegularExpressions.Regex("^[0-9,]+ of 100,000 records$"))).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Expect(visitor.Page.GetByText("Cancelled. Nothing was saved.")).ToBeVisibleAsync();
    }

    private static async Task<string[]> DownloadAsync(Visitor visitor, string link)
    {
        await visitor.Page.Locator("details.menu > summary", new() { HasText = "Export" }).ClickAsync();
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        return (await File.ReadAllTextAsync(await download.PathAsync())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
