using System.Net;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Admin;

public sealed class IngestKeyTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Keys = "/api/v1/admin/projects/1/keys";

    [Fact]
    public async Task Rotate_Key_ListsBothWithTheirEnds()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        IngestKeyItem old = await host.SendAsync<IngestKeyItem>(HttpMethod.Post, Keys, new NewIngestKey(" desktop "), host.Token);
        Assert.Equal(("desktop", "active", 64), (old.Name, old.Status, old.Key.Length));

        IngestKeyItem made = await host.SendAsync<IngestKeyItem>(HttpMethod.Post, $"{Keys}/{old.Id}/rotate", new IngestKeyRotation(3600), host.Token);

        IngestKeyList all = await host.GetAsync<IngestKeyList>(Keys);
        Assert.Equal([(made.Id, "active"), (old.Id, "replaced"), ("1", "active")], all.Items.Select(key => (key.Id, key.Status)));
        Assert.NotEqual(old.Key, made.Key);
        Assert.NotNull(all.Items[1].RevokedAt);
    }

    [Fact]
    public async Task Revoke_Key_ShowsItAsRevoked()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        IngestKeyItem revoked = await host.SendAsync<IngestKeyItem>(HttpMethod.Delete, $"{Keys}/1", token: host.Token);

        Assert.Equal("revoked", revoked.Status);
        using HttpResponseMessage again = await host.SendAsync(HttpMethod.Delete, $"{Keys}/1", token: host.Token);
        await QueryApiHost.ReadProblemAsync(again, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/1/rotate", -1)]
    [InlineData("/1/rotate", 2_592_001)]
    public async Task Rotate_GraceOutOfBounds_IsRefused(string path, int grace)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, Keys + path, new IngestKeyRotation(grace), host.Token);

        await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("POST", "/api/v1/admin/projects/1/keys/99/rotate")]
    [InlineData("POST", "/api/v1/admin/projects/1/keys/-1/rotate")]
    [InlineData("DELETE", "/api/v1/admin/projects/1/keys/99")]
    [InlineData("DELETE", "/api/v1/admin/projects/2/keys/1")]
    [InlineData("DELETE", "/api/v1/admin/dead-letters/x")]
    [InlineData("DELETE", "/api/v1/admin/tokens/x")]
    public async Task Call_ThingThatIsNotThere_IsNotFound(string method, string path)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        using HttpResponseMessage answer = await host.SendAsync(new HttpMethod(method), path, method == "POST" ? new IngestKeyRotation(0) : null, host.Token);

        await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.NotFound);
    }
}
