using System.Net;
using System.Text.RegularExpressions;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>Sessions of people with a password, over restarts and several processes of the real server.</summary>
public sealed partial class SessionTests : IDisposable
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse battery";

    private readonly string _data = Directory.CreateTempSubdirectory("telemetry-session-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Session_AfterARestart_GoesOn()
    {
        using HttpClient browser = CreateBrowser();
        await using (ServerProcess first = await ServerProcess.StartAsync(new ServerStart { DataDirectory = _data }, Token))
        {
            await SetPasswordAsync(browser, first);
            Assert.Equal(0, await first.StopAsync(Token));
        }

        await using ServerProcess second = await ServerProcess.StartAsync(new ServerStart { DataDirectory = _data }, Token);

        Assert.Contains(">Logs</h1>", await ReadAsync(browser, second, "/logs"), StringComparison.Ordinal);
        await second.StopAsync(Token);
    }

    [Fact]
    public async Task Session_AtASecondProcessOfThePages_IsAccepted()
    {
        await using ServerProcess all = await ServerProcess.StartAsync(new ServerStart { DataDirectory = _data }, Token);
        await using ServerProcess web = await ServerProcess.StartAsync(
            new ServerStart { DataDirectory = _data, Arguments = ["--roles", "web", "--api", new Uri(all.Ready.Api!).GetLeftPart(UriPartial.Authority)] }, Token);
        using HttpClient browser = CreateBrowser();

        // Cookies know no ports: what one process of a host sets the other is sent.
        await SetPasswordAsync(browser, all);
        Assert.Contains(">Logs</h1>", await ReadAsync(browser, web, "/logs"), StringComparison.Ordinal);

        await PostAsync(browser, web, "/settings/account", "/logout", []);
        Assert.Contains("<h1>Sign in</h1>", await ReadAsync(browser, all, "/logs"), StringComparison.Ordinal);
        await web.StopAsync(Token);
        await all.StopAsync(Token);
    }

    private static HttpClient CreateBrowser()
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return browser;
    }

    private static async Task SetPasswordAsync(HttpClient browser, ServerProcess server)
    {
        using HttpResponseMessage welcome = await browser.GetAsync(server.Ready.LoginUrl, Token);
        Assert.EndsWith("/welcome", welcome.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        await PostAsync(browser, server, "/welcome", "/welcome", new() { ["_handler"] = "welcome", ["Form.Email"] = Email, ["Form.Name"] = "Ada", ["Form.Password"] = Password });
        Assert.Contains(Email, await ReadAsync(browser, server, "/settings/account"), StringComparison.Ordinal);
    }

    private static async Task PostAsync(HttpClient browser, ServerProcess server, string page, string target, Dictionary<string, string> form)
    {
        form["__RequestVerificationToken"] = AntiforgeryToken().Match(await ReadAsync(browser, server, page)).Groups[1].Value;
        using HttpResponseMessage answer = await browser.PostAsync(new Uri(server.Ready.Web + target), new FormUrlEncodedContent(form), Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    private static Task<string> ReadAsync(HttpClient browser, ServerProcess server, string path) => browser.GetStringAsync(new Uri(server.Ready.Web + path), Token);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
