using Microsoft.Playwright;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Ingest;

/// <summary>What comes in, and the very first record; the home page, which asks the same things.</summary>
[Collection(AccountCollection.Name)]
public sealed class IngestPageTests(EngineFixture engine, Chromium chromium)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task FirstRecord_TurnsThePageByItself()
    {
        var store = await engine.CreateDatabaseAsync();
        await using var host = await WebHost.StartWithQueueAsync(store);
        await using var visitor = await OpenAsync(host, "/ingest");
        await Expect(visitor.Page.GetByText("This page turns by itself")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#snippet-code")).Not.ToContainTextAsync("YOUR_INGEST_KEY");

        await LiveTraffic.InsertAsync(store, Now);

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Newest record of each service" })).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("This page turns by itself")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FirstRecord_WithoutScript_IsALinkAway()
    {
        var store = await engine.CreateDatabaseAsync();
        await using var host = await WebHost.StartWithQueueAsync(store);
        await using var visitor = await OpenAsync(host, "/", Screen.WithoutScript);
        await Expect(visitor.Page.GetByText("This page turns by itself")).ToBeHiddenAsync();
        await LiveTraffic.InsertAsync(store, Now);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).Last.ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Error logs per service" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Ingest_WithTraffic_ShowsWhatBecameOfIt()
    {
        await using var host = await WithTrafficAsync();
        await using var visitor = await OpenAsync(host, "/ingest");
        var page = visitor.Page;

        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Why items were dropped or not sent" })).ToContainTextAsync("320");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Why items were dropped or not sent" })).ToContainTextAsync("The queue was full or away");
        await Expect(page.Locator(".figure", new() { HasText = "In the queue" })).ToContainTextAsync("1,200");
        await Expect(page.Locator(".figure", new() { HasText = "Dead letters" })).ToContainTextAsync("2");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Newest record of each service" })).ToContainTextAsync("billing-worker");
        await page.GetByRole(AriaRole.Link, new() { Name = "mailer" }).ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task DeadLetter_GivenUp_AsksFirstAndIsGone()
    {
        await using var host = await WithTrafficAsync();
        await using var visitor = await OpenAsync(host, "/ingest");
        var row = visitor.Page.Locator("tbody tr", new() { HasText = "unexpected end" });
        await Expect(row).ToContainTextAsync("<script>alert('owned')</script>");

        await row.Locator("summary").ClickAsync();
        await Expect(row.GetByText("250 items are lost")).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Drop for good" }).ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The message is gone");
        await Expect(row).ToHaveCountAsync(0);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(visitor.Page.GetByText("There are none.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeadLetter_Opened_ShowsWhatIsInIt(bool hasScript)
    {
        await using var host = await WithTrafficAsync();
        await using var visitor = await OpenAsync(host, "/ingest", new Screen { HasScript = hasScript });
        var row = visitor.Page.Locator("tbody tr", new() { HasText = "unexpected end" });

        await row.GetByRole(AriaRole.Link, new() { NameRegex = new("^What is in") }).ClickAsync();

        var content = visitor.Page.Locator(".content-row");
        await Expect(content.Locator("tbody td")).ToHaveTextAsync([new System.Text.RegularExpressions.Regex(@"\d\d:\d\d"), new("^logs$"), new("^Project 1$"), new("^Key 1$"), new("^250$"), new("^3$")]);
        await row.GetByRole(AriaRole.Link, new() { NameRegex = new("^What is in") }).ClickAsync();
        await Expect(content).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("0199f3a2-0000-7000-8000-000000000001")]
    [InlineData("%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task DeadLetter_ThatIsNot_ChangesNothing(string letter)
    {
        await using var host = await WithTrafficAsync();
        await using var visitor = await OpenAsync(host, $"/ingest?letter={letter}");

        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^What is in") })).ToHaveCountAsync(2);
        await Expect(visitor.Page.Locator(".content-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Home_WithTraffic_SaysWhatNeedsALook()
    {
        await using var host = await WithTrafficAsync();
        await using var visitor = await OpenAsync(host, "/");
        var page = visitor.Page;

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "3 things need a look" })).ToBeVisibleAsync();
        await Expect(page.GetByText("billing-worker logged 12 errors in the last hour; 3 in the hour before.")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = "mailer" }).First).ToContainTextAsync("Better");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Newest releases" }).Locator("tbody tr").First).ToContainTextAsync("1.5.0");
        await page.GetByRole(AriaRole.Link, new() { Name = "Look: billing-worker" }).ClickAsync();
        await Expect(page.Locator(".log-item")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task Home_QuietHour_SaysThatNothingIsWrong()
    {
        var store = await engine.CreateDatabaseAsync();
        await store.InsertAsync("ingest_ledger (Time, ProjectId, KeyId, Signal, Outcome, Reason, Items, Bytes)", "(now() - 7200, 1, 1, 'logs', 'stored', '', 5, 10)");
        await using var host = await WebHost.StartAsync(store);
        await using var visitor = await OpenAsync(host, "/");

        await Expect(visitor.Page.GetByText("Nothing looks wrong.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ingest")]
    public async Task Pages_HostileNames_AreInertAndReadable(string path)
    {
        var store = await engine.CreateDatabaseAsync();
        await LiveTraffic.InsertAsync(store, Now);
        var time = Now.AddMinutes(-3).ToUnixTimeMilliseconds() * ShopTraffic.Millisecond;
        foreach (var name in new[] { HostileTraffic.Script, HostileTraffic.Invisible, new string('x', 5000) })
        {
            await store.InsertAsync([.. Enumerable.Range(0, 6).Select(i => new TestLog { Nanoseconds = time + i, Service = name, Release = name, SeverityNumber = 17 })]);
        }

        await using var host = await WebHost.StartWithQueueAsync(store);
        await using var visitor = await OpenAsync(host, path);

        await Expect(visitor.Page.Locator("tbody").GetByText("<script>alert('owned')</script>").First).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".mark-hidden").First).ToBeVisibleAsync();
        await LookAsync(visitor, $"hostile{path.Replace('/', '-')}");
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Pages_Everywhere_HaveNoViolations(int width, ColorScheme theme)
    {
        await using var host = await WithTrafficAsync();
        var screen = new Screen { Width = width, Height = width > 500 ? 900 : 844, Theme = theme };
        await using var visitor = await OpenAsync(host, "/", screen);
        await LookAsync(visitor, $"home-{screen.Name}");
        await visitor.OpenAsync("/ingest");
        await LookAsync(visitor, $"ingest-{screen.Name}");
        await visitor.Page.EvaluateAsync("document.getElementById('dead-letters').scrollIntoView({ behavior: 'instant' })");
        await LookAsync(visitor, $"ingest-letters-{screen.Name}");

        var empty = await engine.CreateDatabaseAsync();
        await using var fresh = await WebHost.StartAsync(empty);
        await using var newcomer = await OpenAsync(fresh, "/", screen);
        await LookAsync(newcomer, $"home-first-{screen.Name}");
    }

    private static async Task LookAsync(Visitor visitor, string name)
    {
        await visitor.ShootAsync(name);
        await Axe.AssertNoViolationsAsync(visitor.Page);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    private async Task<WebHost> WithTrafficAsync()
    {
        var store = await engine.CreateDatabaseAsync();
        await LiveTraffic.InsertAsync(store, Now);
        return await WebHost.StartWithQueueAsync(store);
    }

    private async Task<Visitor> OpenAsync(WebHost host, string path, Screen? screen = null)
    {
        var visitor = await chromium.VisitAsync(host.Address, screen);
        await visitor.SignInAsync(host);
        await visitor.OpenAsync(path);
        return visitor;
    }
}
