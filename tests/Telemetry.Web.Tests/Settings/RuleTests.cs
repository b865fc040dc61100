using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Issues;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Settings;

/// <summary>Rules of grouping and of ownership, from the first line to the undo, over crashes that are there.</summary>
[Collection(CrashCollection.Name)]
public sealed class RuleTests(CrashSite site, Chromium chromium)
{
    // All of them are about crashes that only these tests look at.
    private const string Joins = "# joins two bugs\nerror.type:*RuleOne -> rules title=\"Both rules\"\nerror.type:*RuleTwo -> rules title=\"Both rules\"";

    [Fact]
    public async Task Grouping_WrittenTriedSavedTakenBack_WithoutScript()
    {
        await using var visitor = await site.VisitAsync(chromium, "/settings/grouping", Screen.WithoutScript);
        var page = visitor.Page;
        await Expect(page.GetByText("Nobody has changed the rules yet")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" }).FillAsync("error.type:ValueError -> a\nnobody:x -> b");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Stack rules" }).FillAsync("module:x +other");
        await Press(page, "Preview on recent crashes");
        await Expect(page.Locator("#fingerprint-problems")).ToContainTextAsync("Line 2 \"nobody\" is nothing a rule can look at.");
        await Expect(page.Locator("#stack-problems")).ToContainTextAsync("Line 1, column 10");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" })).ToHaveValueAsync("error.type:ValueError -> a\nnobody:x -> b");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" }).FillAsync(Joins);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Stack rules" }).FillAsync("");
        await Press(page, "Preview on recent crashes");
        await Expect(page.Locator(".sum")).ToContainTextAsync("3 would be in another issue: 1 group of issues would become one.");
        await Expect(page.Locator(".groups > li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".groups .target")).ToContainTextAsync("Both rules");
        await Expect(page.Locator(".sources > li").First).ToContainTextAsync("all 2 crashes tried");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" }).FillAsync("error.type:*RuleTwo release:2.1.0 -> {{ default }}, beta");
        await Press(page, "Preview on recent crashes");
        await Expect(page.Locator(".sum")).ToContainTextAsync("1 part would leave its issue.");
        await Expect(page.Locator(".sources > li")).ToContainTextAsync("1 of 2 crashes tried");

        await Press(page, "Save");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The rules were saved.");
        await Expect(page.Locator("#rules").Locator("xpath=ancestor::section")).ToContainTextAsync("Last changed by");
        await Press(page, "Undo");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The earlier rules are back.");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" })).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change 1", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" })).ToHaveValueAsync("error.type:*RuleTwo release:2.1.0 -> {{ default }}, beta");
        await Press(page, "Restore change 1");
        await Expect(page.Locator(".revisions > li").First).ToContainTextAsync("Change 3");
        await Press(page, "Restore change 2");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" })).ToHaveValueAsync("");
        await OverwriteAsync(page);
    }

    // Another window saves first; what was typed here is kept, and saving again replaces theirs knowingly.
    private async Task OverwriteAsync(IPage page)
    {
        await using var other = await site.VisitAsync(chromium, "/settings/grouping");
        await other.Page.GetByRole(AriaRole.Textbox, new() { Name = "Stack rules" }).FillAsync("# theirs");
        await Press(other.Page, "Save");
        await Expect(other.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("The rules were saved.");

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Stack rules" }).FillAsync("# mine");
        await Press(page, "Save");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("somebody else has changed the rules");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Stack rules" })).ToHaveValueAsync("# mine");
        await Press(page, "Save");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The rules were saved.");
    }

    [Fact]
    public async Task Grouping_OnEveryScreen_HasNoViolationsAndFits()
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await site.VisitAsync(chromium, "/settings/grouping", screen);
            await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" }).FillAsync(Joins + "\nerror.type:*RuleTwo release:2.1.0 -> {{ default }}, beta");
            await Press(visitor.Page, "Preview on recent crashes");
            await Expect(visitor.Page.Locator(".groups > li")).ToHaveCountAsync(1);
            await LookAsync(visitor, $"settings-grouping-{screen.Name}");
            await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" }).FillAsync("# fine\nerror.type:ValueError -> a\nerror.typo:x -> b\nmessage:\"open -> c");
            await Press(visitor.Page, "Preview on recent crashes");
            await Expect(visitor.Page.Locator("#fingerprint-problems li")).ToHaveCountAsync(2);
            await LookAsync(visitor, $"settings-grouping-wrong-{screen.Name}");
        }
    }

    [Fact]
    public async Task Grouping_LineThatIsWrong_TakesTheCursorThere()
    {
        await using var visitor = await site.VisitAsync(chromium, "/settings/grouping");
        await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" }).FillAsync("# fine\nerror.typo:x -> b");
        await Press(visitor.Page, "Preview on recent crashes");

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Line 2" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Fingerprint rules" })).ToBeFocusedAsync();
        await visitor.Page.WaitForFunctionAsync("() => { const box = document.activeElement; return box.value.slice(box.selectionStart, box.selectionEnd) === 'error.typo:x -> b'; }");
    }

    [Fact]
    public async Task Ownership_AskedSavedAndWrong_OnEveryScreen()
    {
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await site.VisitAsync(chromium, "/settings/ownership", screen);
            var page = visitor.Page;
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Whose new issues are" }).FillAsync("path:src/** ada@example.com\nmodule:nothing.ever.* bob@example.com");
            await page.GetByLabel("Module", new() { Exact = true }).FillAsync("nothing.ever.happens");
            await page.GetByLabel("File", new() { Exact = true }).FillAsync("src/shop.py");
            await Press(page, "Check");
            await Expect(page.Locator(".answer")).ToContainTextAsync("bob@example.com would get it, by line 2:");
            await Expect(page.Locator(".answer")).ToContainTextAsync("Line 1 matches too; the last one wins.");
            await LookAsync(visitor, $"settings-ownership-{screen.Name}");

            await page.GetByRole(AriaRole.Textbox, new() { Name = "Whose new issues are" }).FillAsync("path:src/**\nwho:a b");
            await Press(page, "Save");
            await Expect(page.Locator("#ownership-problems li")).ToHaveCountAsync(2);
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Whose new issues are" }).FillAsync($"# {screen.Name}");
            await Press(page, "Save");
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The rules were saved.");
            await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Whose new issues are" })).ToHaveValueAsync($"# {screen.Name}");
        }
    }

    [Fact]
    public async Task Ownership_SavedTakenBackRestored_WithoutScript()
    {
        await using var visitor = await site.VisitAsync(chromium, "/settings/ownership", Screen.WithoutScript);
        var page = visitor.Page;
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Whose new issues are" });
        string before = await box.InputValueAsync();
        int newest = await page.Locator(".revisions > li").CountAsync();

        await box.FillAsync("module:nothing.ever.* zoe@example.com");
        await Press(page, "Save");
        await Expect(page.Locator(".saved")).ToContainTextAsync("issues that exist keep whoever they have");
        await Expect(page.Locator(".revisions > li").First).ToContainTextAsync("1 rule");
        await Press(page, "Undo");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The earlier rules are back.");
        await Expect(box).ToHaveValueAsync(before);
        await page.GetByRole(AriaRole.Link, new() { Name = $"Change {newest + 1}", Exact = true }).ClickAsync();
        await Expect(box).ToHaveValueAsync("module:nothing.ever.* zoe@example.com");
        await Expect(page.GetByText($"These are the rules as they were after change {newest + 1}.")).ToBeVisibleAsync();
        await Press(page, $"Restore change {newest + 1}");
        await Expect(page.Locator(".revisions > li").First).ToContainTextAsync($"Change {newest + 3}");
        await Expect(box).ToHaveValueAsync("module:nothing.ever.* zoe@example.com");
    }

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.ShootAsync(name, isWhole: true);
        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
    }
}
