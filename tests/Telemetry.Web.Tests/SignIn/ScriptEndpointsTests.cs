using System.Net;
using Telemetry.Web.Tests.Hosting;
using Xunit;

namespace Telemetry.Web.Tests.SignIn;

/// <summary>What the pages' scripts ask is open to nobody without a session: a status, not a page to sign in on.</summary>
[Collection(SiteCollection.Name)]
public sealed class ScriptEndpointsTests(Site site)
{
    [Theory]
    [InlineData("/complete/logs/fields")]
    [InlineData("/complete/traces/values?field=service")]
    [InlineData("/logs/index?until=2026-11-23T10:00:00Z")]
    [InlineData("/logs/rows")]
    [InlineData("/logs/detail?key=x")]
    [InlineData("/traces/0af7651916cd43dd8448eb211c80319c/rows")]
    [InlineData("/logs/tail")]
    [InlineData("/logs/export?format=csv")]
    public async Task WithoutCookie_IsRefused(string path)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Requested-With", "XMLHttpRequest");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
