using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Telemetry.Testing.Load.Systems;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Sentry;

/// <summary>The product as one process, with a way into its engine.</summary>
public sealed partial class SentryFixture : IAsyncLifetime
{
    private readonly Lazy<Task<HttpClient>> _browser;
    private RunningSystem? _system;

    public SentryFixture() => _browser = new(SignInAsync);

    public RunningSystem System => _system ?? throw new InvalidOperationException("Not started.");

    public ServerProcess Server => System.Gateway.Process;

    public string Dsn => Server.Ready.Project!.Dsn!;

    public string Key => Server.Ready.Project!.Key;

    public async ValueTask InitializeAsync() => _system = await RunningSystem.StartAsync(new SystemPlan(), TestContext.Current.CancellationToken);

    /// <summary>A page as the administrator's browser gets it, without Blazor's comments, its entities decoded.</summary>
    public async Task<string> ReadPageAsync(string path, CancellationToken cancellationToken) =>
        WebUtility.HtmlDecode(Comment().Replace(await (await _browser.Value).GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken), ""));

    /// <summary>Items accepted of a signal, as the ledger has them.</summary>
    public static long Accepted(JsonElement ledger, string signal) => Figure(ledger, signal, "accepted");

    /// <summary>Items of a signal under a name of the ledger.</summary>
    public static long Figure(JsonElement ledger, string signal, string name) => ledger.GetProperty("signals").EnumerateArray()
        .Where(one => one.GetProperty("signal").GetString() == signal).Sum(one => one.GetProperty(name).GetInt64());

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            (await _browser.Value).Dispose();
        }

        await (_system?.DisposeAsync() ?? default);
    }

    // The link works once.
    private async Task<HttpClient> SignInAsync()
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Server.Ready.Web!) };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
        using HttpResponseMessage answer = await browser.GetAsync(new Uri(Server.Ready.LoginUrl!));
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
