using Microsoft.Playwright;
using Xunit;

namespace Telemetry.Web.Tests.Browser;

/// <summary>Looks at an open page as people see it.</summary>
internal static class Screens
{
    /// <summary>Both themes, wide and narrow: a picture of each, nothing that axe-core finds, nothing wider than the screen. Needs a visitor with script: axe-core is one.</summary>
    public static async Task LookAsync(Visitor visitor, string name)
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await visitor.Page.SetViewportSizeAsync(screen.Width, screen.Height);
            // Without motion: colours that are on their way from one theme to the other are not what people read.
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = screen.Theme, ReducedMotion = ReducedMotion.Reduce });
            await visitor.ShootAsync($"{name}-{screen.Name}", isWhole: true);
            await Axe.AssertNoViolationsAsync(visitor.Page);
            Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        }

        await visitor.Page.SetViewportSizeAsync(new Screen().Width, new Screen().Height);
    }
}
