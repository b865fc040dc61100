using System.Net;
using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.SignIn;

[Collection(SiteCollection.Name)]
public sealed class LoginTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Login_FirstGoodLink_AsksForAPassword()
    {
        await using var visitor = await chromium.VisitAsync(site.Host.Address);

        await visitor.OpenAsync($"/login?token={site.Host.Logins.Create()}");

        Assert.Equal("/welcome", visitor.Address);
        await visitor.OpenAsync("/logs");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Logs", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Login_GoodLinkWithReturn_OpensThatPage()
    {
        await using var visitor = await chromium.VisitAsync(site.Host.Address);

        await visitor.OpenAsync($"/login?token={site.Host.Logins.Create()}&return=%2Ftraces%3Frange%3D24h");

        Assert.Equal("/traces?range=24h", visitor.Address);
    }

    [Fact]
    public async Task Login_UsedLink_SaysWhatToDo()
    {
        var link = $"/login?token={site.Host.Logins.Create()}";
        await using var first = await chromium.VisitAsync(site.Host.Address);
        await using var second = await chromium.VisitAsync(site.Host.Address);
        await first.OpenAsync(link);

        var answer = await second.OpenAsync(link);

        Assert.Equal(403, answer.Status);
        await Expect(second.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This sign-in link has been used or has expired");
        await Expect(second.Page.GetByText("Restart the server")).ToBeVisibleAsync();
        await Expect(second.Page.GetByText("ready.json")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignOut_Button_ClosesThePages()
    {
        await using var visitor = await chromium.VisitAsync(site.Host.Address);
        await visitor.SignInAsync(site.Host);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Signed out" })).ToBeVisibleAsync();

        await visitor.OpenAsync("/logs");
        Assert.Equal("/login?return=%2Flogs", visitor.Address);
    }

    // A record as JSON is read by programs too: they get a status, not a page.
    [Fact]
    public async Task RecordAsJson_WithoutCookie_IsRefused()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Host.Address };

        using var answer = await client.GetAsync(new Uri("/logs/record.json?key=x", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/logs?query=x")]
    [InlineData("/traces")]
    [InlineData("/traces/5b8efff798038103d269b633813fc60c")]
    [InlineData("/noscript?return=/logs")]
    public async Task Pages_WithoutCookie_LeadToLogin(string path)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Host.Address };

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login", answer.Headers.Location?.AbsolutePath);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    public async Task Login_ReturnElsewhere_StaysHere(string target)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Host.Address };

        using var answer = await client.GetAsync(new Uri($"/login?token={site.Host.Logins.Create()}&return={Uri.EscapeDataString(target)}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("elsewhere", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/logout")]
    [InlineData("/theme")]
    public async Task Post_WithoutAntiforgeryToken_IsRefused(string path)
    {
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = site.Host.Address };
        (await client.GetAsync(new Uri($"/login?token={site.Host.Logins.Create()}", UriKind.Relative), TestContext.Current.CancellationToken)).Dispose();

        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
