using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Issues;

[Collection(CrashCollection.Name)]
public sealed class IssuePageTests(CrashSite site, Chromium chromium)
{
    [Theory]
    [InlineData("issue", "shop.cart." + CrashTraffic.Windows)]
    [InlineData("issue-group", "ExceptionGroup")]
    [InlineData("issue-hostile", CrashTraffic.Hostile)]
    public async Task Page_OnEveryScreen_HasNoViolationsAndFits(string name, string type)
    {
        string issue = type == CrashTraffic.Hostile ? await HostileAsync() : await site.ShortIdAsync(type);
        foreach (var screen in SignedInVisits.AllScreens)
        {
            await using var visitor = await site.VisitAsync(chromium, $"/issues/{issue}", screen);
            await Expect(visitor.Page.Locator(".waiting")).ToHaveCountAsync(0);
            await Expect(visitor.Page.Locator(".exception").First).ToBeVisibleAsync();

            await visitor.ShootAsync($"{name}-{screen.Name}", isWhole: true);

            await Axe.AssertNoViolationsAsync(visitor.Page);
            Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the screen.");
        }
    }

    [Fact]
    public async Task Issue_OfOneRelease_SaysWhereItBeganAndWhatIsSpecial()
    {
        await using var visitor = await OpenAsync("shop.cart." + CrashTraffic.Windows);

        await Expect(visitor.Page.Locator(".matrix tr.first-bad")).ToContainTextAsync("2.1.0");
        await Expect(visitor.Page.Locator(".matrix tr", new() { HasText = "Last good" })).ToContainTextAsync("2.0.9");
        await Expect(visitor.Page.Locator("#changes").Locator("xpath=ancestor::section")).ToContainTextAsync("pillow");
        await Expect(visitor.Page.Locator(".panel", new() { HasText = "Only happens with" }).Locator(".facts li").First).ToContainTextAsync("100 % run Windows; none of the others");
        await Expect(visitor.Page.Locator(".impact")).ToContainTextAsync("12");
    }

    [Fact]
    public async Task Stack_OwnCallsOpen_OthersFolded()
    {
        await using var visitor = await OpenAsync("shop.cart." + CrashTraffic.Windows, Screen.WithoutScript);

        var own = visitor.Page.Locator(".frame.own").First;
        await Expect(own.Locator(".source-line.current")).ToContainTextAsync("return sum(item['price'] for item in items)");
        await Expect(own.Locator(".source-line.current .number")).ToHaveTextAsync("41");
        await Expect(own.Locator("mark")).ToHaveTextAsync("item['price']");
        await Expect(own.Locator(".locals")).ToContainTextAsync("[{'name': 'tea'}]");
        await Expect(visitor.Page.Locator(".library > summary")).ToContainTextAsync("1 call in runpy");
        await Expect(visitor.Page.GetByText("_run_code", new() { Exact = true })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Stack_OfMachineCode_NamesLibrariesAndFunctions()
    {
        using HttpResponseMessage answer = await site.GetAsync($"/issues/{await site.ShortIdAsync("SIGSEGV")}");
        // Blazor's comments stand between the elements.
        string page = Regex.Replace(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "<!--.*?-->", "", RegexOptions.Singleline);

        Assert.Matches("<bdi class=\"function\">photo::decode_row</bdi>\\s*<bdi class=\"module\">libphoto\\.so</bdi>", page);
        Assert.Contains("1 call in <bdi>libc</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("Machine code", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_OfARealClient_IsATree()
    {
        await using var visitor = await OpenAsync("ExceptionGroup");

        var outline = visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Exceptions" });
        await Expect(outline.Locator("li").First).ToContainTextAsync("ExceptionGroup");
        await Expect(outline.Locator("li.depth-1").First).ToContainTextAsync("part of the group");
    }

    [Fact]
    public async Task Crashes_WalkedThrough_KeepTheirAddress()
    {
        await using var visitor = await OpenAsync("shop.cart." + CrashTraffic.Windows);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Older", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/issues/*event=*");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Newer", Exact = true })).ToBeVisibleAsync();
        string crash = new Uri(visitor.Page.Url).Query.Split("event=")[1];
        await visitor.OpenAsync($"/events/{crash}");

        Assert.Contains($"event={crash}", visitor.Address, StringComparison.Ordinal);
        await Expect(visitor.Page.Locator(".crash")).ToContainTextAsync(CrashTraffic.Windows);
    }

    [Fact]
    public async Task Event_Unknown_IsNotFound()
    {
        await using var visitor = await site.VisitAsync(chromium, "/issues");

        Assert.Equal(404, (await visitor.OpenAsync("/events/00000000000000000000000000000bad")).Status);
        Assert.Equal(404, (await visitor.OpenAsync("/issues/NONE-1")).Status);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync("There is no such issue");
    }

    [Fact]
    public async Task Actions_OfOneIssue_AreDoneAndOnTheTimeline()
    {
        await using var visitor = await OpenAsync("shop.pageone.PageOne");

        await visitor.Page.GetByLabel("More ways to resolve").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "In the next release" }).ClickAsync();
        await Expect(visitor.Page.Locator(".outcome")).ToContainTextAsync("resolved in the next release");
        await Expect(visitor.Page.Locator(".about")).ToContainTextAsync("Resolved");
        await visitor.Page.Locator("summary", new() { HasText = "Assign" }).ClickAsync();
        await visitor.Page.GetByLabel("To whom").FillAsync("ada@example.com");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Assign", Exact = true }).ClickAsync();

        await Expect(visitor.Page.Locator(".impact")).ToContainTextAsync("ada@example.com");
        await Expect(visitor.Page.Locator(".lines")).ToContainTextAsync("assigned it to ada@example.com");
        await Expect(visitor.Page.Locator(".lines")).ToContainTextAsync("resolved it in the release after");
        await visitor.ShootAsync("issue-resolved");
    }

    [Fact]
    public async Task Comment_WrittenChangedDeleted_IsOnTheTimeline()
    {
        await using var visitor = await OpenAsync("shop.commentone.CommentOne");

        await visitor.Page.Locator("#comment-text").FillAsync("Looking. <script>alert(1)</script>");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".comment-text")).ToHaveTextAsync("Looking. <script>alert(1)</script>");
        await visitor.Page.Locator(".edit summary").ClickAsync();
        await visitor.Page.Locator(".edit textarea").FillAsync("Found it.");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visitor.Page.Locator(".comment-text")).ToHaveTextAsync("Found it.");
        await visitor.Page.Locator(".edit summary").ClickAsync();
        await visitor.Page.Locator(".edit").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(visitor.Page.Locator(".lines")).ToContainTextAsync("deleted a comment");
        await Expect(visitor.Page.Locator(".comment-text")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Markdown_Copied_IsATraceback()
    {
        await using var visitor = await OpenAsync("shop.cart." + CrashTraffic.Windows);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Copy as Markdown" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Copied")).ToBeVisibleAsync();

        string text = await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("Traceback (most recent call last):\n  File \"runpy.py\", line 88, in _run_code", text, StringComparison.Ordinal);
        Assert.Contains("shop.cart.PriceError: 'price'", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_EveryText_IsInert()
    {
        await using var visitor = await site.VisitAsync(chromium, $"/issues/{await HostileAsync()}");

        await Expect(visitor.Page.Locator(".exception").First).ToContainTextAsync("<script>alert('owned')</script>");
        Assert.Equal(0, await visitor.Page.Locator("main script, main img, main svg[onload], main a[href^='javascript:']").CountAsync());
        await Expect(visitor.Page.Locator(".mark-hidden").First).ToBeVisibleAsync();
    }

    private async Task<Visitor> OpenAsync(string type, Screen? screen = null) => await site.VisitAsync(chromium, $"/issues/{await site.ShortIdAsync(type)}", screen);

    private async Task<string> HostileAsync()
    {
        var page = await site.Server.ReadWhenAsync("issues?query=title:HostileError", page => page.GetProperty("items").GetArrayLength() == 1);
        return page.GetProperty("items")[0].GetProperty("shortId").GetString()!;
    }
}
