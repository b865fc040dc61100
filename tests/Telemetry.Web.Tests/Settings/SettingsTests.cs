using System.Net.Http.Headers;
using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Settings;

/// <summary>Keys and tokens, click by click, on a control database of their own.</summary>
[Collection(AccountCollection.Name)]
public sealed class SettingsTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Keys_MadeReplacedRevoked_ShowTheirState()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await OpenAsync(host, "/settings/keys");
        var page = visitor.Page;

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("desktop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The key was made.");
        var key = await Row(page, "desktop").Locator("code").InnerTextAsync();
        await Expect(page.Locator("#snippet-environment")).ToContainTextAsync($"x-telemetry-key={key}");

        await page.GetByLabel("Replace desktop").ClickAsync();
        await page.GetByLabel("The old key goes on working for").Nth(0).SelectOptionAsync("3600");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the new key" }).First.ClickAsync();
        await Expect(Row(page, key)).ToContainTextAsync("Replaced");
        await Expect(Row(page, "desktop").First).ToContainTextAsync("Active");

        await Row(page, key).GetByLabel("Revoke desktop").ClickAsync();
        await Row(page, key).GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Expect(Row(page, key)).ToContainTextAsync("Revoked");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Within ten seconds");
    }

    [Fact]
    public async Task Keys_NameWithControlCharacters_SaysWhatIsWrong()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await OpenAsync(host, "/settings/keys");

        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("   ");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A name is needed");
    }

    [Fact]
    public async Task Token_Made_IsShownOnceWorksAndIsRevoked()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await OpenAsync(host, "/settings/tokens");
        var page = visitor.Page;
        await Expect(page.GetByText("There is none yet.")).ToBeVisibleAsync();

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("dash<b>board");
        await page.GetByLabel("It may").SelectOptionAsync("read");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();

        var secret = await page.Locator("#secret").InnerTextAsync();
        Assert.StartsWith("tapi_", secret, StringComparison.Ordinal);
        Assert.Equal(200, await AskAsync(host, secret));
        await visitor.OpenAsync("/settings/tokens");
        await Expect(page.Locator("#secret")).ToHaveCountAsync(0);
        await Expect(page.Locator("body")).Not.ToContainTextAsync(secret);
        await Expect(Row(page, "dash<b>board")).ToContainTextAsync(secret[..13]);

        await page.GetByLabel("Revoke dash<b>board").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke for good" }).ClickAsync();
        await Expect(Row(page, "dash<b>board")).ToContainTextAsync("Revoked");
        Assert.Equal(401, await AskAsync(host, secret));
    }

    [Fact]
    public async Task Settings_WithoutScript_MakeKeysAndTokens()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await OpenAsync(host, "/settings/tokens", Screen.WithoutScript);

        await visitor.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("ci");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();

        await Expect(visitor.Page.Locator("#secret")).ToContainTextAsync("tapi_");
    }

    [Theory]
    [InlineData("/settings/keys/rotate")]
    [InlineData("/settings/keys/revoke")]
    [InlineData("/settings/tokens/revoke")]
    [InlineData("/ingest/dead-letters/drop")]
    [InlineData("/ingest/dead-letters/replay")]
    [InlineData("/views/save")]
    [InlineData("/views/delete")]
    public async Task Post_WithoutAntiforgeryToken_IsRefused(string path)
    {
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new System.Net.CookieContainer() }) { BaseAddress = site.Host.Address };
        (await client.GetAsync(new Uri($"/login?token={site.Host.Logins.Create()}", UriKind.Relative), TestContext.Current.CancellationToken)).Dispose();

        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Settings_Everywhere_HaveNoViolations(int width, ColorScheme theme)
    {
        await using var host = await WebHost.StartAsync(site.Store);
        var screen = new Screen { Width = width, Height = width > 500 ? 900 : 844, Theme = theme };
        await using var visitor = await OpenAsync(host, "/settings/keys", screen);
        var page = visitor.Page;
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("desktop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make key" }).ClickAsync();
        await page.GetByLabel("Replace desktop").ClickAsync();
        await LookAsync(visitor, $"keys-{screen.Name}");

        await visitor.OpenAsync("/settings/tokens");
        await LookAsync(visitor, $"tokens-empty-{screen.Name}");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("nightly export");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
        await Expect(page.Locator("#secret")).ToBeVisibleAsync();
        await LookAsync(visitor, $"tokens-{screen.Name}");
    }

    private static ILocator Row(IPage page, string text) => page.Locator("tbody tr", new() { HasText = text });

    private static async Task<int> AskAsync(WebHost host, string token)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync(new Uri("/api/v1/projects", UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.ShootAsync(name);
        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    private async Task<Visitor> OpenAsync(WebHost host, string path, Screen? screen = null)
    {
        var visitor = await chromium.VisitAsync(host.Address, screen);
        await visitor.SignInAsync(host);
        await visitor.OpenAsync(path);
        return visitor;
    }
}
