using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.EndToEnd.Tests.Web.Hostile;

/// <summary>Looks at a page that shows hostile text. Dialogs, script errors and breaches of the policy are the visitor's to notice.</summary>
internal static class PageInspection
{
    private const float MostMillisecondsToFit = 5000;

    // What cannot be seen has to be a mark wherever people read: in text, and in what is read out or shown under the pointer. What they type themselves stays as typed.
    private const string Look = """
        () => {
          const found = [];
          const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
          const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 200)}`);
          if (window.owned !== undefined) found.push(`a script ran: ${window.owned}`);
          document.querySelectorAll('*').forEach(element => {
            for (const { name, value } of element.attributes) {
              if (name.startsWith('on')) say('a handler', element);
              if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name) && /^\s*(javascript|data|vbscript):/i.test(value)) say('an address that runs', element);
              if (['title', 'aria-label', 'placeholder', 'alt'].includes(name) && invisible.test(value)) say(`not visible in ${name}`, element);
            }
          });
          document.querySelectorAll('img:not([src^="/events/"]), svg[onload], iframe, object, embed, style:not([nonce])').forEach(element => say('an element of theirs', element));
          document.querySelectorAll('script:not([src])').forEach(element => element.type === 'application/json' || element.textContent.trim() === '' || say('a script', element));
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let text = texts.nextNode(); text; text = texts.nextNode()) {
            if (invisible.test(text.data) && !text.parentElement.closest('script, textarea, noscript')) say('not visible in the text', text.parentElement);
          }
          if (invisible.test(document.title)) found.push(`not visible in the title: ${document.title}`);
          return JSON.stringify([...new Set(found)].slice(0, 10));
        }
        """;

    private const string Width = """
        () => {
          const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (beyond <= 0) return '';
          const scrolls = element => element && element !== document.documentElement && element !== document.body && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
          const widest = [...document.querySelectorAll('body *')].filter(element => element.checkVisibility() && element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !scrolls(element.parentElement)).slice(-3);
          return `${beyond} px too wide: ${widest.map(element => element.outerHTML.slice(0, 160)).join(' | ')}`;
        }
        """;

    public static async Task AssertInertAsync(IPage page, string address, params IEnumerable<int> widths)
    {
        await Expect(page.Locator(":is(.waiting:has(.waiting-lines), .histogram-wait, .facets-wait):not(.sample *):has-text('…')")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        string[] found = JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Look)) ?? [];
        Assert.True(found.Length == 0, string.Create(CultureInfo.InvariantCulture, $"{address}\n{string.Join('\n', found)}"));
        foreach (int width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.True(await FitsAsync(page), $"{address} at {width}: {await page.EvaluateAsync<string>(Width)}");
        }

        await page.SetViewportSizeAsync(1440, 900);
    }

    // Charts follow the window a frame later.
    private static async Task<bool> FitsAsync(IPage page)
    {
        try
        {
            await page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth", null, new() { Timeout = MostMillisecondsToFit });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
