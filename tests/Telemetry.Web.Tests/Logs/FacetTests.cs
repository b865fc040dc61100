using Microsoft.Playwright;
using Telemetry.Web.Tests.Browser;
using Telemetry.Web.Tests.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Logs;

[Collection(SiteCollection.Name)]
public sealed class FacetTests(Site site, Chromium chromium)
{
    [Fact]
    public async Task Value_Clicked_FiltersInAndAgainOut()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");
        var only = visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Only service checkout ") });
        await Expect(only).ToContainTextAsync("83");

        await only.ClickAsync();

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("83");
        await Expect(visitor.Page.GetByLabel("Search logs")).ToHaveValueAsync("service:checkout");
        await Expect(only).ToHaveAttributeAsync("aria-current", "true");
        await only.ClickAsync();
        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("251");
    }

    [Fact]
    public async Task Value_AltClicked_FiltersOut()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}");

        await visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Only service checkout ") }).ClickAsync(new() { Modifiers = [KeyboardModifier.Alt] });

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("168");
        await Expect(visitor.Page.GetByLabel("Search logs")).ToHaveValueAsync("-service:checkout");
    }

    [Fact]
    public async Task Value_OfAnAttributeWithoutScript_Filters()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}", Screen.WithoutScript);
        await visitor.Page.Locator(".facet", new() { HasText = "http.route" }).Locator("summary").ClickAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Without attributes.http.route /cart" }).ClickAsync();

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("126");
    }

    [Fact]
    public async Task Values_OfHostileRecords_AreInertAndFilter()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{HostileTraffic.Hour}");
        var only = visitor.Page.Locator(".facet-only", new() { HasText = "<script>" }).First;
        await Expect(only).ToBeVisibleAsync();

        await only.ClickAsync();

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task Scope_InTheAddress_NarrowsRowsCountsAndFacets()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&env=staging&release=1.4.2");

        await Expect(visitor.Page.Locator(".total strong")).ToHaveTextAsync("1");
        await Expect(visitor.Page.Locator(".log-item")).ToHaveCountAsync(1);
        await visitor.Page.GetByLabel("Search logs").FillAsync("disk");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync("**env=staging&release=1.4.2&query=disk");
    }

    [Fact]
    public async Task Scope_WithAWrongQuery_MarksThePlaceInTheBox()
    {
        await using var visitor = await chromium.SignedInAsync(site, $"/logs?{ShopTraffic.Hour}&env=staging&query=a%20OR%20level:oops");

        var lines = (await visitor.Page.GetByRole(AriaRole.Alert).Locator("pre").InnerTextAsync()).Split('\n');
        Assert.Equal("a OR level:oops", lines[0]);
        Assert.Equal(new string(' ', "a OR level:".Length) + "^^^^", lines[1]);
    }
}
