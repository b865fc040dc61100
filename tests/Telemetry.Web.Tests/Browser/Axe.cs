using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Telemetry.Web.Tests.Browser;

/// <summary>Asks axe-core for violations of WCAG 2.2, levels A and AA.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
          const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] });
          return JSON.stringify(result.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' — ' + n.failureSummary).join(' | ')));
        }
        """;

    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    public static async Task AssertNoViolationsAsync(IPage page)
    {
        // Evaluated by the driver, so that the page's own policy against inline scripts stays in force for the page.
        // Once for a document: half a megabyte of script.
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        var violations = await page.EvaluateAsync<string>(Run);
        string[] found = JsonSerializer.Deserialize<string[]>(violations) ?? [];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }
}
