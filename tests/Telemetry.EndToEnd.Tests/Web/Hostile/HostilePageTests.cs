using System.Net;
using Microsoft.Playwright;
using Telemetry.Testing.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.EndToEnd.Tests.Web.Hostile;

/// <summary>Whatever is sent or typed: no page runs it, hides it, or is pushed out of shape by it.</summary>
public sealed class HostilePageTests(HostileServer hostile, Chromium chromium) : IClassFixture<HostileServer>
{
    private static readonly int[] Widths = [1440, 390];

    public static TheoryData<string> Pages => [.. PageAddresses.PageRoutes];

    public static TheoryData<string> Parts => [.. PageAddresses.PartRoutes];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_EveryHostileText_IsInertReadableAndInItsPlace(string route)
    {
        IReadOnlyList<string> addresses = PageAddresses.OfPage(route, hostile);
        Assert.True(addresses.Count > 0, $"{route} has a parameter: say in PageAddresses where to look at it.");
        await using Visitor visitor = await hostile.Server.VisitAsync(chromium);
        foreach (string address in addresses)
        {
            IResponse answer = await visitor.OpenAsync(address);
            Assert.True(answer.Status is 200 or 403 or 404, $"{address}: {answer.Status}");
            await PageInspection.AssertInertAsync(visitor.Page, address, Widths);
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Part_EveryHostileText_IsNoDocumentThatRuns(string route)
    {
        foreach (string address in PageAddresses.OfPart(route, hostile))
        {
            using HttpResponseMessage answer = await hostile.Server.Browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{address}: {answer.StatusCode}");
            Assert.True(answer.Headers.TryGetValues("X-Content-Type-Options", out var sniffing) && sniffing.Contains("nosniff"), $"{address}: browsers may take it for what it is not.");
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.DoesNotContain("<script>owned", text, StringComparison.Ordinal);
                Assert.DoesNotContain("<img src=x", text, StringComparison.Ordinal);
                Assert.DoesNotContain("<svg onload", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Live_RecordsThatComeWhileOneLooks_AreInert()
    {
        await using Visitor visitor = await hostile.Server.VisitAsync(chromium);
        await visitor.OpenAsync("/logs?live=1&show=wrap&query=%22while%20one%20looks%22");
        await Expect(visitor.Page.GetByText("Following new records.")).ToBeVisibleAsync();

        int number = 1000;
        foreach (string text in HostileTexts.ForNames.Values)
        {
            await hostile.Server.SendAsync("/v1/logs", HostileRequests.Log($"while one looks {text}", number++, TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        await Expect(visitor.Page.Locator(".live-rows .log-item")).ToHaveCountAsync(HostileTexts.ForNames.Count);
        await PageInspection.AssertInertAsync(visitor.Page, "live", Widths);
    }

    [Fact]
    public async Task Completion_OfHostileValues_IsInert()
    {
        await using Visitor visitor = await hostile.Server.VisitAsync(chromium);
        await visitor.OpenAsync("/logs?columns=service&show=line");

        await visitor.Page.GetByLabel("Search logs").FocusAsync();
        await visitor.Page.Keyboard.TypeAsync("service:");
        await Expect(visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("script") }).First).ToBeVisibleAsync();

        await PageInspection.AssertInertAsync(visitor.Page, "completion", Widths);
    }

    [Fact]
    public async Task Palette_HostileSearchesAndViews_AreInert()
    {
        await using Visitor visitor = await hostile.Server.VisitAsync(chromium);
        await visitor.OpenAsync($"/logs?columns=service&show=line&query={Uri.EscapeDataString(HostileTexts.ForNames["template"])}");
        // Kept by a script that comes behind the page.
        await visitor.Page.WaitForFunctionAsync("() => localStorage.getItem('recent-searches')?.includes('owned')");
        await visitor.OpenAsync("/traces");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Go to" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("owned=5") }).First).ToBeVisibleAsync();
        await visitor.Page.Keyboard.TypeAsync("owned");

        await PageInspection.AssertInertAsync(visitor.Page, "palette", Widths);
    }
}
