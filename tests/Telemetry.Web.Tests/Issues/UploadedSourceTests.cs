using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Telemetry.Web.Tests.Browser;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Telemetry.Web.Tests.Issues;

/// <summary>A frozen program: its crash has no lines, its release has.</summary>
[Collection(CrashCollection.Name)]
public sealed class UploadedSourceTests(CrashSite site, Chromium chromium)
{
    private const string Type = "FrozenError";
    private const string Version = "2.0.8";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_OfAFrozenProgram_ShowItsUploadedSources()
    {
        await UploadAsync("shop/cart.py", string.Concat(Enumerable.Range(1, 60).Select(line => line == 41 ? "    return sum(item['price'] for item in items)  # <b>bold</b>\n" : $"# line {line}\n")));
        await site.SendAsync([new CrashBuilder { Type = Type, HasSource = false, Module = "shop.cart", Release = Version, Age = TimeSpan.FromDays(5) }]);
        string issue = await site.ShortIdAsync(Type);

        foreach (Screen screen in SignedInVisits.AllScreens)
        {
            await using Visitor visitor = await site.VisitAsync(chromium, "/issues/" + issue, screen);
            var source = visitor.Page.Locator(".frame.own").First;
            await Expect(source.Locator(".current")).ToContainTextAsync("41    return sum(item['price'] for item in items)  # <b>bold</b>");
            await Expect(source.Locator(".source-from")).ToHaveTextAsync("From the uploaded sources of this release");
            await visitor.ShootAsync($"uploaded-sources-{screen.Name}", isWhole: true);
            await Axe.AssertNoViolationsAsync(visitor.Page);
        }

        await using Visitor reader = await site.VisitAsync(chromium, "/releases/" + Version);
        await Expect(reader.Page.Locator(".panel", new() { HasText = "Sources" }).Last).ToContainTextAsync("1 file, uploaded");
    }

    private async Task UploadAsync(string path, string text)
    {
        using var archive = new MemoryStream();
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using Stream entry = await zip.CreateEntry(path).OpenAsync(Token);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(text), Token);
        }

        using HttpClient api = site.Server.CreateApiClient();
        using var content = new ByteArrayContent(archive.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using HttpResponseMessage answer = await api.PostAsync(new Uri($"projects/1/releases/{Version}/sources", UriKind.Relative), content, Token);
        answer.EnsureSuccessStatusCode();
    }
}
