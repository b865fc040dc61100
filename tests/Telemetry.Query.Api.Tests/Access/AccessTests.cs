using System.Net;
using System.Net.Http.Headers;
using Telemetry.Control.Tokens;
using Telemetry.Model;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Access;

public sealed class AccessTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    /// <summary>Every call of a project, without the project.</summary>
    public static TheoryData<string> Calls =>
    [
        "/logs", "/logs/count", "/logs/histogram", "/logs/tail", "/logs/facets", "/logs/fields", "/logs/fields/service/values",
        "/traces", "/traces/0af7651916cd43dd8448eb211c80319c", "/traces/facets", "/traces/fields", "/traces/fields/name/values", "/traces/scatter",
        "/services", "/services/timeline", "/services/operations", "/services/map", "/ingest/ledger", "/ingest/timeline", "/activity", "/views", "/views/x",
        "/issues/1/activity", "/issues/1/keys", "/issues/discarded", "/ownership", "/ownership/revisions", "/feedback", "/releases", "/releases/1.0", "/deploys", "/sessions", "/sessions/x", "/events/x/attachments", "/events/x/attachments/y", "/issues/1/feedback",
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_NoToken_IsUnauthorized(string call)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient client = host.CreateClient(withToken: false);

        using HttpResponseMessage response = await client.GetAsync($"/api/v1/projects/1{call}", TestContext.Current.CancellationToken);

        await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("Bearer", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Bearer", "x' OR '1'='1")]
    [InlineData("Bearer", "")]
    [InlineData("Basic", "YWRtaW46YWRtaW4=")]
    public async Task Call_WrongToken_IsUnauthorized(string scheme, string token)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient client = host.CreateClient(withToken: false);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, token);

        using HttpResponseMessage response = await client.GetAsync("/api/v1/projects", TestContext.Current.CancellationToken);

        await QueryApiHost.ReadProblemAsync(response, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_TokenOfAnotherProject_IsNotFound(string call)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(
            database.Endpoint, grant: new ApiTokenGrant("reader", IsAdministrator: false, [new ProjectId(2)]));

        await host.GetProblemAsync($"/api/v1/projects/1{call}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Projects_TokenOfAnotherProject_ListsNone()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(
            database.Endpoint, grant: new ApiTokenGrant("reader", IsAdministrator: false, [new ProjectId(2)]));

        Assert.Empty((await host.GetAsync<ProjectList>("/api/v1/projects")).Items);
    }

    [Theory]
    [InlineData("/api/v1/projects/2/logs")]
    [InlineData("/api/v1/projects/-1/logs")]
    [InlineData("/api/v1/projects/4294967297/logs")]
    [InlineData("/api/v1/projects/1%27%20OR%201=1/logs")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/projects/1/nothing")]
    public async Task Call_UnknownProjectOrAddress_IsNotFound(string path)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        await host.GetProblemAsync(path, HttpStatusCode.NotFound);
    }
}
