using Microsoft.Playwright;
using Telemetry.Web.Tests.Hosting;

namespace Telemetry.Web.Tests.Browser;

/// <summary>How most tests begin.</summary>
internal static class SignedInVisits
{
    /// <summary>A visitor who has signed in and opened an address.</summary>
    public static async Task<Visitor> SignedInAsync(this Chromium chromium, Site site, string path, Screen? screen = null)
    {
        var visitor = await chromium.VisitAsync(site.Host.Address, screen);
        await visitor.SignInAsync(site.Host);
        await visitor.OpenAsync(path);
        return visitor;
    }

    /// <summary>Signs in by a fresh link.</summary>
    public static async Task SignInAsync(this Visitor visitor, WebHost host)
    {
        await visitor.OpenAsync($"/login?token={host.Logins.Create()}&return=%2Flogs");
        await visitor.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/logs");
    }

    /// <summary>Each page as people see it: both themes, wide and narrow.</summary>
    public static IEnumerable<Screen> AllScreens =>
        from theme in new[] { ColorScheme.Light, ColorScheme.Dark }
        from screen in new[] { new Screen(), Screen.Phone }
        select screen with { Theme = theme };
}
