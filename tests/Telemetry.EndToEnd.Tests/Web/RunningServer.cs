using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Telemetry.Testing.Browser;
using Telemetry.Testing.Server;

namespace Telemetry.EndToEnd.Tests.Web;

/// <summary>The real executable, and a session of its administrator that browsers can be given: the login link works once.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly Stack<ServerProcess> _processes = new();

    private RunningServer(ServerProcess process)
    {
        _processes.Push(process);
        Web = new Uri(process.Ready.Web + "/");
        Browser = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = true }) { BaseAddress = Web };
        // As browsers that open an address do.
        Browser.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");
    }

    public ServerProcess Process => _processes.Peek();

    public Uri Web { get; }

    /// <summary>Signed in, without a screen.</summary>
    public HttpClient Browser { get; }

    public static async Task<RunningServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var server = new RunningServer(await ServerProcess.StartAsync(cancellationToken: cancellationToken));
        await server.SetPasswordAsync(cancellationToken);
        return server;
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => Process.KillAsync(cancellationToken);

    /// <summary>Starts it again on the same data and ports.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        ServerReady before = Process.Ready;
        _processes.Push(await ServerProcess.StartAsync(
            new ServerStart { DataDirectory = Process.DataDirectory, Http = Door(before.Web), OtlpGrpc = Door(before.OtlpGrpc), OtlpHttp = Door(before.OtlpHttp) }, cancellationToken));
    }

    /// <summary>A visitor with the session.</summary>
    public async Task<Visitor> VisitAsync(Chromium chromium, Screen? screen = null)
    {
        Visitor visitor = await chromium.VisitAsync(Web, screen);
        await visitor.Page.Context.AddCookiesAsync(_cookies.GetCookies(Web).Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Url = Web.ToString() }));
        return visitor;
    }

    /// <summary>Sends a request as an exporter would, and fails unless all of it is taken.</summary>
    public async Task SendAsync(string path, IMessage request, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, Process.Ready.OtlpHttp + path) { Content = new ByteArrayContent(request.ToByteArray()) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        message.Headers.Add("x-telemetry-key", Process.Ready.Project!.Key);
        using HttpResponseMessage answer = await http.SendAsync(message, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Posts to the API as the administrator.</summary>
    /// <returns>The status and the body.</returns>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, object body, CancellationToken cancellationToken = default)
    {
        using HttpClient api = Process.CreateApiClient();
        using HttpResponseMessage answer = await api.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        // The first one owns the data, and goes last.
        while (_processes.TryPop(out ServerProcess? process))
        {
            await process.DisposeAsync();
        }
    }

    // A session of the link ends with the process that made the link; one of an account does not.
    private async Task SetPasswordAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage welcome = await Browser.GetAsync(new Uri(Process.Ready.LoginUrl!), cancellationToken);
        string form = await welcome.Content.ReadAsStringAsync(cancellationToken);
        using var typed = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "welcome",
            ["__RequestVerificationToken"] = FormToken().Match(form).Groups[1].Value,
            ["Form.Email"] = "ada@example.com",
            ["Form.Name"] = "Ada",
            ["Form.Password"] = "correct horse battery",
        });
        using HttpResponseMessage answer = await Browser.PostAsync(new Uri("/welcome", UriKind.Relative), typed, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    private static string Door(string? address) => new Uri(address!).Authority;
}
