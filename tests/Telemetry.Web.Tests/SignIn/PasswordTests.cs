using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.SignIn;

/// <summary>From the first link to a changed password, in the browser.</summary>
[Collection(AccountCollection.Name)]
public sealed class PasswordTests(Site site, Chromium chromium)
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse battery";

    [Fact]
    public async Task FirstLink_AsksForAPassword_WhichThenOpensThePages()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome. Set a password" })).ToBeVisibleAsync();

        await FillWelcomeAsync(visitor.Page, Password);
        await visitor.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/welcome");
        await visitor.OpenAsync("/settings/account");
        await Expect(visitor.Page.GetByText($"Signed in as {Email}")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out of this browser" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Signed out" })).ToBeVisibleAsync();
        await visitor.OpenAsync("/traces?range=24h");
        await SignInAsync(visitor.Page, Password);
        await visitor.Page.WaitForURLAsync("**/traces?range=24h");
    }

    [Fact]
    public async Task Welcome_NotNow_LeadsToThePages()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Not now" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
    }

    // The pages before those of the product have no rail around them; they too must say that something is under way.
    [Fact]
    public async Task Welcome_WhileTheNextPageIsAwaited_ShowsProgress()
    {
        await using var host = await WebHost.StartAsync(site.Store);
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}");
        var held = new TaskCompletionSource<IRoute>();
        await visitor.Page.RouteAsync(url => new Uri(url).AbsolutePath == "/", held.SetResult);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Not now" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Loading the page" })).ToBeVisibleAsync();
        await (await held.Task).ContinueAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_WrongPasswords_SaySoAndLock()
    {
        await using var host = await WithAccountAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/login");

        await SignInAsync(visitor.Page, "wrong horse battery");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("E-mail or password is wrong.");
        await Expect(visitor.Page.GetByLabel("E-mail")).ToHaveValueAsync(Email);
        for (var i = 0; i < 4; i++)
        {
            await SignInAsync(visitor.Page, "wrong horse battery");
        }

        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many wrong passwords");
        await SignInAsync(visitor.Page, Password);
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Too many wrong passwords");
    }

    [Fact]
    public async Task ChangePassword_EndsTheSessionInAnotherBrowser()
    {
        await using var host = await WithAccountAsync();
        await using var here = await SignedInAsync(host);
        await using var there = await SignedInAsync(host);
        await here.OpenAsync("/settings/account");

        await ChangeAsync(here.Page, "wrong", "another horse battery");
        await Expect(here.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The present password is wrong.");
        await ChangeAsync(here.Page, Password, "another horse battery");
        await Expect(here.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The password was changed.");

        await there.OpenAsync("/logs");
        Assert.Equal("/login?return=%2Flogs", there.Address);
        await here.OpenAsync("/logs");
        Assert.Equal("/logs", here.Address);
    }

    // The link is how a forgotten password is mended.
    [Fact]
    public async Task LaterLink_SetsANewPassword()
    {
        await using var host = await WithAccountAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}");
        await visitor.OpenAsync("/welcome");
        await FillWelcomeAsync(visitor.Page, "a third horse battery");
        await visitor.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/welcome");

        await using var other = await chromium.VisitAsync(host.Address);
        await other.OpenAsync("/login");
        await SignInAsync(other.Page, "a third horse battery");

        await other.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/login");
    }

    // A session is not the link: whoever finds a browser open must not get a password out of it.
    [Fact]
    public async Task Welcome_WithASessionOfAnAccount_SetsNothing()
    {
        await using var host = await WithAccountAsync();
        await using var visitor = await SignedInAsync(host);

        await visitor.OpenAsync("/welcome");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "You have a password" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Cookie_OfASession_IsForThisSiteAndNotForScripts()
    {
        await using var host = await WithAccountAsync();
        await using var visitor = await SignedInAsync(host);

        var cookie = (await visitor.Page.Context.CookiesAsync()).Single(one => one.Name == "telemetry-session");

        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
    }

    [Fact]
    public async Task SignIn_WithoutScript_Works()
    {
        await using var host = await WithAccountAsync();
        await using var visitor = await chromium.VisitAsync(host.Address, Screen.WithoutScript);
        await visitor.OpenAsync("/login?return=%2Flogs");

        await SignInAsync(visitor.Page, Password);

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Logs", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_ByKeyboardAlone_Works()
    {
        await using var host = await WithAccountAsync();
        await using var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/login?return=%2Flogs");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.TypeAsync(Email);
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.TypeAsync(Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await visitor.Page.WaitForURLAsync("**/logs");
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_OfSigningIn_HaveNoViolations(int width, ColorScheme theme)
    {
        await using var host = await WebHost.StartAsync(site.Store);
        var screen = new Screen { Width = width, Height = width > 500 ? 900 : 844, Theme = theme };
        await using var visitor = await chromium.VisitAsync(host.Address, screen);
        await visitor.OpenAsync("/login");
        await LookAsync(visitor, $"login-first-{screen.Name}");
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}");
        await FillWelcomeAsync(visitor.Page, "aaaaaaaaaaaaaaaa");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("five different");
        await LookAsync(visitor, $"welcome-{screen.Name}");
        await visitor.OpenAsync("/settings/account");
        await LookAsync(visitor, $"account-link-{screen.Name}");
        await visitor.OpenAsync("/welcome");
        await FillWelcomeAsync(visitor.Page, Password);
        await visitor.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath != "/welcome");
        await visitor.OpenAsync("/settings/account");
        await LookAsync(visitor, $"account-{screen.Name}");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out of this browser" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Signed out" })).ToBeVisibleAsync();
        await visitor.OpenAsync("/login");
        await SignInAsync(visitor.Page, "wrong horse battery");
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync(visitor, $"login-{screen.Name}");
    }

    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.ShootAsync(name);
        await Axe.AssertNoViolationsAsync(visitor.Page);
    }

    private async Task<WebHost> WithAccountAsync()
    {
        var host = await WebHost.StartAsync(site.Store);
        var made = await host.App.Services.GetRequiredService<Telemetry.Control.Users.Accounts>().CreateAsync(Email, "Ada", Password, TestContext.Current.CancellationToken);
        Assert.Empty(made.Problems);
        return host;
    }

    private async Task<Visitor> SignedInAsync(WebHost host)
    {
        var visitor = await chromium.VisitAsync(host.Address);
        await visitor.OpenAsync("/login?return=%2Flogs");
        await SignInAsync(visitor.Page, Password);
        await visitor.Page.WaitForURLAsync("**/logs");
        return visitor;
    }

    private static async Task FillWelcomeAsync(IPage page, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Name").FillAsync("Ada");
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task ChangeAsync(IPage page, string present, string password)
    {
        await page.GetByLabel("Present password").FillAsync(present);
        await page.GetByLabel("New password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
    }
}
