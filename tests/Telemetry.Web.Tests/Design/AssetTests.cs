using System.Net;
using System.Text.RegularExpressions;
using Telemetry.Web.Tests.Hosting;
using Xunit;

namespace Telemetry.Web.Tests.Design;

/// <summary>Styles and scripts are loaded once: compressed, and kept by the browser for as long as they are the same. Out of a build, too, as <c>make run</c> serves them.</summary>
[Collection(SiteCollection.Name)]
public sealed partial class AssetTests(Site site)
{
    [Fact]
    public async Task EachAssetOfAPage_IsCompressedAndKept()
    {
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = site.Host.Address };
        var page = await client.GetStringAsync(new Uri("/login", UriKind.Relative), TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        string[] assets = [.. Asset().Matches(page).Select(match => match.Groups[1].Value).Distinct()];

        Assert.InRange(assets.Length, 6, 30);
        foreach (var asset in assets)
        {
            using var answer = await client.GetAsync(new Uri(asset, UriKind.Relative), TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.Headers.CacheControl?.ToString().Contains("immutable", StringComparison.Ordinal), $"{asset}: {answer.Headers.CacheControl}");
            Assert.Single(answer.Content.Headers.ContentEncoding);
            Assert.InRange(body.Length, 1, 70_000);
        }
    }

    [GeneratedRegex("""(?:href|src)="([^"#]+\.(?:css|js))["#]""")]
    private static partial Regex Asset();
}
