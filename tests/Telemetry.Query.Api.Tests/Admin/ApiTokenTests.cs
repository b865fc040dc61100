using System.Net;
using System.Text;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Admin;

public sealed class ApiTokenTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Tokens = "/api/v1/admin/tokens";

    [Theory]
    [InlineData("read", 200, 403, 403)]
    [InlineData("write", 200, 200, 403)]
    [InlineData("admin", 200, 200, 200)]
    public async Task Token_OfAScope_MayDoWhatTheScopeSays(string scope, int read, int write, int admin)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string token = (await CreateAsync(host, scope)).Secret;

        Assert.Equal(read, await StatusAsync(host, HttpMethod.Get, "/api/v1/projects/1/views", token));
        Assert.Equal(write, await StatusAsync(host, HttpMethod.Post, "/api/v1/projects/1/views", token, new NewSavedView("v", "/logs", "")));
        Assert.Equal(admin, await StatusAsync(host, HttpMethod.Get, Tokens, token));
        Assert.Equal(admin, await StatusAsync(host, HttpMethod.Get, "/api/v1/admin/projects/1/keys", token));
    }

    [Fact]
    public async Task Token_Refused_IsToldInAProblemDocument()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        string token = (await CreateAsync(host, "read")).Secret;

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Get, Tokens, token: token);

        await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Create_Token_TellsItsTextOnce()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        CreatedApiToken made = await CreateAsync(host, "read");

        Assert.StartsWith(made.Token.Prefix, made.Secret, StringComparison.Ordinal);
        using HttpResponseMessage list = await host.SendAsync(HttpMethod.Get, Tokens, token: host.Token);
        string text = await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(made.Token.Prefix, text, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Token_EndsItAtOnce()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        CreatedApiToken made = await CreateAsync(host, "read");
        Assert.Equal(200, await StatusAsync(host, HttpMethod.Get, "/api/v1/projects", made.Secret));

        ApiTokenItem revoked = await host.SendAsync<ApiTokenItem>(HttpMethod.Delete, $"{Tokens}/{made.Token.Id}", token: host.Token);

        Assert.Equal("revoked", revoked.Status);
        Assert.NotNull(revoked.LastUsedAt);
        Assert.Equal(401, await StatusAsync(host, HttpMethod.Get, "/api/v1/projects", made.Secret));
        Assert.Equal(404, await StatusAsync(host, HttpMethod.Delete, $"{Tokens}/{made.Token.Id}", host.Token));
    }

    [Fact]
    public async Task Token_OfOneProject_SeesOnlyThat()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        CreatedApiToken made = await host.SendAsync<CreatedApiToken>(HttpMethod.Post, Tokens, new NewApiToken("ci", "read", "1", 30), host.Token);

        Assert.Equal("1", Assert.Single((await host.SendAsync<ProjectList>(HttpMethod.Get, "/api/v1/projects", token: made.Secret)).Items).Id);
        Assert.Equal(404, await StatusAsync(host, HttpMethod.Get, "/api/v1/projects/2/logs", made.Secret));
    }

    [Theory]
    [InlineData("""{"name":"","scope":"read","expiresInDays":30}""", "name")]
    [InlineData("""{"scope":"read","expiresInDays":30}""", "name")]
    [InlineData("""{"name":"a\u0007b","scope":"read","expiresInDays":30}""", "name")]
    [InlineData("""{"name":"x","scope":"root","expiresInDays":30}""", "scope")]
    [InlineData("""{"name":"x","scope":"read","expiresInDays":0}""", "expiresInDays")]
    [InlineData("""{"name":"x","scope":"read","expiresInDays":367}""", "expiresInDays")]
    [InlineData("""{"name":"x","scope":"read","project":"7","expiresInDays":30}""", "project")]
    [InlineData("""{"name":"x","scope":"admin","project":"1","expiresInDays":30}""", "project")]
    [InlineData("""{"name":5}""", "body")]
    [InlineData("nonsense", "body")]
    [InlineData("null", "body")]
    public async Task Create_SomethingWrong_NamesIt(string json, string parameter)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient client = host.CreateClient();

        using HttpResponseMessage answer = await client.PostAsync(Tokens, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        JsonElement problem = await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Create_HugeBody_IsRefused()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Post, Tokens, new NewApiToken(new string('x', 100_000), "read", null, 30), host.Token);

        await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
    }

    private static Task<CreatedApiToken> CreateAsync(QueryApiHost host, string scope) =>
        host.SendAsync<CreatedApiToken>(HttpMethod.Post, Tokens, new NewApiToken("ci", scope, null, 30), host.Token);

    private static async Task<int> StatusAsync(QueryApiHost host, HttpMethod method, string path, string token, object? body = null)
    {
        using HttpResponseMessage answer = await host.SendAsync(method, path, body, token);
        return (int)answer.StatusCode;
    }
}
