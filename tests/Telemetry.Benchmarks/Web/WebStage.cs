using Microsoft.Playwright;
using Telemetry.Benchmarks.Reports;
using Telemetry.Testing.Browser;
using Telemetry.Testing.Load.Systems;

namespace Telemetry.Benchmarks.Web;

/// <summary>What every case needs: a running server with data, and somebody who has signed in.</summary>
internal sealed record WebStage(BenchmarkReport Report, RunningSystem System, WebData Data, Chromium Chromium, IReadOnlyList<Cookie> Cookies)
{
    /// <summary>Where the pages are.</summary>
    public Uri Site => SiteOf(System);

    /// <summary>Uses up the server's link, and remembers the cookies.</summary>
    public static async Task<WebStage> SignInAsync(BenchmarkReport report, RunningSystem system, WebData data, Chromium chromium)
    {
        string link = system.Worker.Process.Ready.LoginUrl ?? throw new InvalidOperationException("ready.json has no login link.");
        await using Visitor visitor = await chromium.VisitAsync(SiteOf(system));
        await visitor.Page.GotoAsync(link);
        IReadOnlyList<BrowserContextCookiesResult> cookies = await visitor.Page.Context.CookiesAsync();
        return new WebStage(report, system, data, chromium, [.. cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path })]);
    }

    /// <summary>The same person with an empty cache.</summary>
    public async Task<Visitor> VisitAsync()
    {
        Visitor visitor = await Chromium.VisitAsync(Site, new Screen { TimeZone = "Europe/Berlin" });
        await visitor.Page.Context.AddCookiesAsync(Cookies);
        return visitor;
    }

    private static Uri SiteOf(RunningSystem system) => new(system.Worker.Process.Ready.Web ?? throw new InvalidOperationException("ready.json has no web address."));
}
