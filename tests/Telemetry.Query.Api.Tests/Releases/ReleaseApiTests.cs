using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Releases;

public sealed class ReleaseApiTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Releases = "/api/v1/projects/1/releases";

    [Fact]
    public async Task Save_SeveralReleases_ListsThemByVersionInPages()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        foreach (string version in (string[])["1.9", "1.10", "1.10rc1", "main"])
        {
            await host.SendAsync<ReleaseDetails>(HttpMethod.Post, Releases, new NewReleaseItem(version, null, null, null), host.Token);
        }

        ReleaseList first = await host.GetAsync<ReleaseList>($"{Releases}?limit=3");
        ReleaseList second = await host.GetAsync<ReleaseList>($"{Releases}?limit=3&cursor={first.Next}");

        Assert.Equal("version", first.Order);
        Assert.Equal(["1.10", "1.10rc1", "1.9"], first.Items.Select(release => release.Version));
        Assert.Equal(("main", false, null), (Assert.Single(second.Items).Version, second.Items[0].IsVersion, second.Next));
    }

    [Fact]
    public async Task Save_WithCommitsAndDeploy_TellsThemAndThePreviousOne()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        await host.SendAsync<ReleaseDetails>(HttpMethod.Post, Releases, new NewReleaseItem("1.9", "2026-11-01T10:00:00Z", null, null), host.Token);
        ReleaseCommitItem commit = new("4f9a2c1e", "Ada", "Fix the fix", "2026-11-02T10:00:00.000000000Z");

        await host.SendAsync<ReleaseDetails>(HttpMethod.Post, Releases, new NewReleaseItem("2.0+a b", "2026-11-03T10:00:00Z", "https://example.com/2", [commit]), host.Token);
        await host.SendAsync<DeployItem>(HttpMethod.Post, $"{Releases}/{Uri.EscapeDataString("2.0+a b")}/deploys", new NewDeploy("production", "evening", "", "2026-11-04T10:00:00Z"), host.Token);
        ReleaseDetails release = await host.GetAsync<ReleaseDetails>($"{Releases}/{Uri.EscapeDataString("2.0+a b")}");

        Assert.Equal([commit], release.Commits);
        Assert.Equal(("https://example.com/2", "2026-11-03T10:00:00.000000000Z", null), (release.Release.Url, release.Release.ReleasedAt, release.Release.FirstSeen));
        Assert.Equal(("production", "evening"), (Assert.Single(release.Deploys).Environment, release.Deploys[0].Name));
        Assert.Equal(release.Deploys, (await host.GetAsync<DeployList>("/api/v1/projects/1/deploys?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z")).Items);
        Assert.Empty((await host.GetAsync<DeployList>("/api/v1/projects/1/deploys?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z&release=1.9")).Items);
    }

    [Theory]
    [InlineData("""{}""", "version")]
    [InlineData("""{"version":"latest"}""", "version")]
    [InlineData("""{"version":"a/b"}""", "version")]
    [InlineData("""{"version":"a\u0000"}""", "version")]
    [InlineData("""{"version":"1","releasedAt":"yesterday"}""", "releasedAt")]
    [InlineData("""{"version":"1","url":"javascript:alert(1)"}""", "url")]
    [InlineData("""{"version":"1","commits":[{}]}""", "commits")]
    [InlineData("""{"version":"1","commits":[null]}""", "commits")]
    [InlineData("""{"version":"1","commits":[{"hash":"a","at":"x"}]}""", "commits")]
    [InlineData("""[]""", "body")]
    public async Task Save_SomethingWrong_NamesIt(string json, string parameter)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient client = host.CreateClient();

        using HttpResponseMessage answer = await client.PostAsync(Releases, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        JsonElement problem = await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
    }

    [Theory]
    [InlineData("?cursor=!!")]
    [InlineData("?cursor=eHh4")]
    [InlineData("?limit=0")]
    public async Task List_SomethingWrong_IsRefused(string query)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        await host.GetProblemAsync(Releases + query, HttpStatusCode.BadRequest);
        await host.GetProblemAsync($"{Releases}/9.9", HttpStatusCode.NotFound);
    }
}
