using System.Net;
using Telemetry.Web.Tests.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Issues;

/// <summary>What people wrote and what programs attached, on the pages; all of it may be hostile.</summary>
[Collection(CrashCollection.Name)]
public sealed class FeedbackTests(CrashSite site, Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OnEveryScreen_HasNoViolationsAndFits()
    {
        string[] addresses = [$"/events/{FeedbackTraffic.Crash}", "/issues/feedback", "/issues/feedback?tab=loose&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z"];
        await using var visitor = await site.VisitAsync(chromium, addresses[0]);
        foreach (string address in addresses)
        {
            await visitor.OpenAsync(address);
            await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);
            await Screens.LookAsync(visitor, address.StartsWith("/events", StringComparison.Ordinal) ? "issue-feedback" : address.Contains('?', StringComparison.Ordinal) ? "feedback-none" : "feedback");
        }
    }

    [Fact]
    public async Task Issue_WithFeedback_ShowsWordsAndFiles_AndWalksThroughThem()
    {
        await using var visitor = await site.VisitAsync(chromium, $"/events/{FeedbackTraffic.Crash}", Screen.WithoutScript);
        var page = visitor.Page;
        var panel = page.Locator("section.panel", new() { Has = page.Locator("#feedback") });

        await Expect(page.Locator(".written .entries > li")).ToHaveCountAsync(FeedbackTraffic.Count);
        await Expect(page.Locator(".written .entries > li").First).ToContainTextAsync("<script>alert('owned')</script>");
        await Expect(page.Locator(".attached li").First).ToContainTextAsync("<img src=x>.html");
        await Expect(panel.Locator("li")).ToHaveCountAsync(5);
        await panel.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Earlier feedback" }).ClickAsync();
        await Expect(panel.Locator("li").First).ToContainTextAsync("It broke, for the 7. time.");
        await panel.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Earlier feedback" }).ClickAsync();
        await Expect(panel.Locator("li")).ToHaveCountAsync(2);
        await Expect(panel.Locator("li").Last).ToContainTextAsync("It broke, for the 1. time.");
        await Expect(panel.Locator("li a").Last).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"event={FeedbackTraffic.Crash}#crash$"));
        await page.Locator(".picture summary").Last.ClickAsync();
        await Expect(page.Locator(".picture img").Last).ToHaveJSPropertyAsync("naturalWidth", 1);
    }

    [Fact]
    public async Task Lists_OfIssuesAndOfFeedback_HaveIt()
    {
        string issues = await ReadAsync($"/issues?query=type:{FeedbackTraffic.Type}");
        string all = await ReadAsync("/issues/feedback");
        string loose = await ReadAsync("/issues/feedback?tab=loose");

        Assert.Contains("12 people wrote about it", issues, StringComparison.Ordinal);
        Assert.Contains(FeedbackTraffic.Loose, all, StringComparison.Ordinal);
        Assert.Contains($"href=\"/events/{FeedbackTraffic.Crash}\"", all, StringComparison.Ordinal);
        Assert.Contains(FeedbackTraffic.Loose, loose, StringComparison.Ordinal);
        Assert.DoesNotContain("It broke", loose, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", all, StringComparison.Ordinal);
    }

    // A browser saves it, whatever it says it is; only what is a picture by its bytes is one.
    [Fact]
    public async Task Attachment_IsAFileToBeSaved_OrAPicture()
    {
        using HttpClient api = site.Server.CreateApiClient();
        string list = await api.GetStringAsync(new Uri($"projects/1/events/{FeedbackTraffic.Crash}/attachments", UriKind.Relative), Token);
        string[] ids = [.. System.Text.Json.JsonDocument.Parse(list).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
        string start = $"/events/{FeedbackTraffic.Crash}/attachments/";

        using HttpResponseMessage page = await site.GetAsync(start + ids[0]);
        using HttpResponseMessage notShown = await site.GetAsync($"{start}{ids[0]}/picture");
        using HttpResponseMessage picture = await site.GetAsync($"{start}{ids[1]}/picture");
        using HttpResponseMessage none = await site.GetAsync(start + new string('0', 32));

        Assert.Equal(("application/octet-stream", "attachment", "<img src=x>.html"), (page.Content.Headers.ContentType?.MediaType, page.Content.Headers.ContentDisposition?.DispositionType, page.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal(FeedbackTraffic.Page, await page.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (notShown.StatusCode, none.StatusCode));
        Assert.Equal(("image/png", "nosniff"), (picture.Content.Headers.ContentType?.MediaType, Assert.Single(picture.Headers.GetValues("X-Content-Type-Options"))));
        Assert.Contains("default-src 'none'", Assert.Single(picture.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(FeedbackTraffic.Picture, await picture.Content.ReadAsByteArrayAsync(Token));
    }

    private async Task<string> ReadAsync(string path)
    {
        using HttpResponseMessage answer = await site.GetAsync(path);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token);
    }
}
