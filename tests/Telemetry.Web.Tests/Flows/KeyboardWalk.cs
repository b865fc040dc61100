using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Flows;

/// <summary>Somebody without a mouse. Every stop on the way is looked at: the focus is never out of sight.</summary>
internal sealed class KeyboardWalk(IPage page)
{
    private const int MostStops = 160;

    // Empty where all is well; on the body the focus is only between the end of the page and its start.
    private const string Look = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return '';
          const box = at.getBoundingClientRect();
          const style = getComputedStyle(at);
          // A link around a drawing or over a whole row has its ring on a part of it.
          const after = getComputedStyle(at, '::after');
          const isLined = one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0;
          const isDrawn = at instanceof SVGElement && [...at.querySelectorAll('rect')].some(rect => getComputedStyle(rect).stroke !== 'none');
          const isRinged = isLined(style) || isLined(after) || isDrawn || style.boxShadow !== 'none';
          const isSeen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
          return at.matches(':focus-visible') && isRinged && isSeen ? '' : `ring ${isRinged}, in sight ${isSeen}: ${at.outerHTML.slice(0, 200)}`;
        }
        """;

    public IPage Page => page;

    public Task PressAsync(string key) => page.Keyboard.PressAsync(key);

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>Goes on with Tab until the target has the focus.</summary>
    public async Task ToAsync(ILocator target, string key = "Tab")
    {
        await Expect(target.First).ToBeVisibleAsync();
        for (int stop = 0; stop < MostStops; stop++)
        {
            await PressAsync(key);
            Assert.Equal("", await page.EvaluateAsync<string>(Look));
            if (await target.First.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }
        }

        Assert.Fail($"{target} cannot be reached with {key}; the focus is on {await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");
    }

    /// <summary>Goes to the target and presses Enter.</summary>
    public async Task TakeAsync(ILocator target)
    {
        await ToAsync(target);
        await PressAsync("Enter");
    }

    /// <summary>Takes a link, and expects a page with this heading; the focus has to be somewhere in it.</summary>
    public async Task FollowAsync(ILocator link, string heading)
    {
        await TakeAsync(link);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToHaveTextAsync(heading);
        await IsSomewhereAsync();
    }

    /// <summary>The focus has to be on something that is there, within the usual patience: pages settle in a moment.</summary>
    public async Task IsSomewhereAsync() =>
        await page.WaitForFunctionAsync("() => document.activeElement && document.activeElement !== document.body && document.activeElement.getClientRects().length > 0", null, new() { Timeout = Visitor.PatienceMilliseconds });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Menu(string text) => page.Locator("details.menu > summary", new() { HasText = text });
}
