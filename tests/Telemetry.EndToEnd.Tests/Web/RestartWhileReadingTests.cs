using Microsoft.Playwright;
using Telemetry.Testing.Browser;
using Telemetry.Testing.Otlp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.EndToEnd.Tests.Web;

/// <summary>The server dies and comes back while people look at its pages.</summary>
public sealed class RestartWhileReadingTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_WhileLiveTailAndAListAreOpen_BothGoOn()
    {
        await using RunningServer server = await RunningServer.StartAsync(Token);
        await SendAsync(server, 1);
        await server.Process.ReadWhenAsync("logs/count", answer => answer.GetProperty("total").GetInt64() == 1, Token);
        await using Visitor live = await OpenAsync(server, "/logs?live=1");
        await using Visitor list = await OpenAsync(server, "/logs");
        await Expect(live.Page.GetByText("Following new records.")).ToBeVisibleAsync();
        await live.Page.EvaluateAsync("window.isTheSamePage = true");

        await server.KillAsync(Token);
        await Expect(live.Page.Locator(".live-state")).ToContainTextAsync("Connecting again");
        await list.Page.Locator(".log-row").ClickAsync();
        await Expect(list.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The server cannot be reached.");
        await list.Page.Locator(".log-row").ClickAsync();
        await Expect(list.Page.Locator(".log-item")).ToContainTextAsync("order 1 was paid");
        await server.StartAgainAsync(Token);
        await SendAsync(server, 2);

        await Expect(live.Page.Locator(".live-state")).ToContainTextAsync("Connected again");
        await Expect(live.Page.Locator(".log-body", new() { HasText = "order 2 was paid" })).ToHaveCountAsync(1);
        await SendAsync(server, 3);
        await Expect(live.Page.Locator(".log-body", new() { HasText = "order 3 was paid" })).ToHaveCountAsync(1);
        await Expect(live.Page.Locator(".log-body", new() { HasText = "order 1 was paid" })).ToHaveCountAsync(1);
        Assert.True(await live.Page.EvaluateAsync<bool>("window.isTheSamePage === true"));
        await ReadOnAsync(list.Page);
    }

    // The page is from before the restart: its session and the tokens in its forms have to be good after it.
    private static async Task ReadOnAsync(IPage page)
    {
        await page.Locator(".log-row").ClickAsync();
        await Expect(page.Locator(".log-detail")).ToContainTextAsync("order 1 was paid");
        await page.Locator("details.views > summary").ClickAsync();
        await page.GetByLabel("Save this page as").FillAsync("before the restart");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Traces" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Traces");
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Logs");
    }

    private async Task<Visitor> OpenAsync(RunningServer server, string path)
    {
        Visitor visitor = await server.VisitAsync(chromium);
        visitor.Expected = "Failed to load resource: net::";
        await visitor.OpenAsync(path);
        return visitor;
    }

    private static Task SendAsync(RunningServer server, long number) =>
        server.SendAsync("/v1/logs", new LogsRequestBuilder().NumberedFrom(number).StartingAt(TimeProvider.System.GetUtcNow()).WithRecords(1).Build(), Token);
}
