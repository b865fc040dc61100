using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Testing.SentryCaptures;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.Web.Tests.Issues;

/// <summary>The product as one process, with crashes that came through its doors: those of real Sentry SDKs as recorded, and some of our own making.</summary>
public sealed class CrashSite : IAsyncLifetime
{
    private static readonly HttpClient Http = new();
    private readonly CookieContainer _cookies = new();
    private ServerProcess? _server;

    public ServerProcess Server => _server ?? throw new InvalidOperationException("Not started.");

    public Uri Web => new(Server.Ready.Web + "/");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync();
        foreach (SentryCapture capture in SentryCapture.All)
        {
            using HttpRequestMessage request = capture.RequestFor(new Uri(Server.Ready.OtlpHttp!), Server.Ready.Project!.Key);
            using HttpResponseMessage answer = await Http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        await SendAsync(CrashTraffic.All);
        foreach (byte[] envelope in FeedbackTraffic.Envelopes.Append(FeedbackTraffic.Segfault))
        {
            using HttpResponseMessage answer = await Http.PostAsync(new Uri($"{Server.Ready.OtlpHttp}/api/1/envelope/?sentry_key={Server.Ready.Project!.Key}"), new ByteArrayContent(envelope));
            answer.EnsureSuccessStatusCode();
        }

        await Server.ReadWhenAsync("ingest/ledger", IsStored);
        await Server.ReadWhenAsync("issues?limit=100&query=" + Uri.EscapeDataString($"type:{CrashTraffic.Last}"), page => page.GetProperty("total").GetInt64() == 1);
        await SignInAsync();
    }

    /// <summary>Sends crashes as log records of OpenTelemetry, in JSON.</summary>
    public async Task SendAsync(IEnumerable<CrashBuilder> crashes)
    {
        object[] records = [.. crashes.Select(crash => new { timeUnixNano = crash.UnixNanoseconds, severityNumber = 21, eventName = "telemetry.crash", body = new { stringValue = crash.ToJson() } })];
        string body = JsonSerializer.Serialize(new { resourceLogs = new[] { new { scopeLogs = new[] { new { logRecords = records } } } } });
        using var message = new HttpRequestMessage(HttpMethod.Post, Server.Ready.OtlpHttp + "/v1/logs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        message.Headers.Add("x-telemetry-key", Server.Ready.Project!.Key);
        using HttpResponseMessage answer = await Http.SendAsync(message);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Short id of the issue with this exception.</summary>
    public async Task<string> ShortIdAsync(string type)
    {
        JsonElement page = await Server.ReadWhenAsync("issues?query=" + Uri.EscapeDataString($"type:{type}"), page => page.GetProperty("items").GetArrayLength() > 0);
        return page.GetProperty("items")[0].GetProperty("shortId").GetString()!;
    }

    /// <summary>A request of a browser with a session of the administrator; redirects are followed.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = _cookies });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
        return await browser.GetAsync(new Uri(Web, path));
    }

    /// <summary>A visitor with a session of the administrator, at an address.</summary>
    public async Task<Visitor> VisitAsync(Chromium chromium, string path, Screen? screen = null)
    {
        Visitor visitor = await chromium.VisitAsync(Web, screen);
        await visitor.Page.Context.AddCookiesAsync(_cookies.GetCookies(Web).Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = Web.ToString() }));
        await visitor.OpenAsync(path);
        return visitor;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    // The link works once; browsers get the session.
    private async Task SignInAsync()
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = _cookies });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
        using HttpResponseMessage answer = await browser.GetAsync(new Uri(Server.Ready.LoginUrl!));
        answer.EnsureSuccessStatusCode();
    }

    private static bool IsStored(JsonElement ledger) => ledger.GetProperty("signals").EnumerateArray()
        .Where(signal => signal.GetProperty("signal").GetString() is "crashes" or "attachments")
        .All(signal => signal.GetProperty("accepted").GetInt64() == signal.GetProperty("stored").GetInt64() + signal.GetProperty("dropped").EnumerateObject().Sum(reason => reason.Value.GetInt64()));
}

/// <summary>Tests of this collection share the one server.</summary>
[CollectionDefinition(Name)]
public sealed class CrashCollection : ICollectionFixture<CrashSite>
{
    public const string Name = "crashes";
}
