using System.Net;
using System.Text;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Sentry;

public sealed class SentryAuthTests(SharedGateway shared)
{
    private static readonly byte[] Body = "{}\n"u8.ToArray();

    [Theory]
    [InlineData("/api/1/envelope/", "Sentry sentry_key={key}, sentry_version=7, sentry_client=x/1", "{}\n")]
    [InlineData("/api/1/envelope", "Sentry sentry_version=7,sentry_key={key}", "{}\n")]
    [InlineData("/api/1/envelope/", "sentry_key={key}", "{}\n")]
    [InlineData("/api/1/envelope/?sentry_version=7&sentry_key={key}", null, "{}\n")]
    [InlineData("/api/1/envelope/", null, "{\"dsn\":\"https://{key}@host/1\"}\n")]
    [InlineData("/api/1/envelope/", null, "{\"dsn\":\"https://{key}:secret@host:9/path/1\"}\n")]
    [InlineData("/api/1/envelope/?sentry_key={key}", "Sentry sentry_key={key}", "{\"dsn\":\"https://{key}@host/1\"}\n")]
    [InlineData("/api/1/store/?sentry_key={key}", null, "{}")]
    [InlineData("/api/1/store", "Sentry sentry_key={key}", "{}")]
    public async Task Post_KeyInAnyPlace_IsAccepted(string path, string? auth, string body)
    {
        using HttpResponseMessage response = await shared.Host.PostSentryAsync(Fill(path), Encoding.UTF8.GetBytes(Fill(body)), auth: auth is null ? null : Fill(auth));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/1/envelope/", null, "{}\n")]
    [InlineData("/api/1/envelope/", "Sentry sentry_key=unknown", "{}\n")]
    [InlineData("/api/1/envelope/?sentry_key=unknown", "Sentry sentry_key={key}", "{}\n")]
    [InlineData("/api/1/envelope/?sentry_key={key}", null, "{\"dsn\":\"https://unknown@host/1\"}\n")]
    [InlineData("/api/1/envelope/", null, "{\"dsn\":\"https://{key}@host/2\"}\n")]
    [InlineData("/api/1/envelope/", null, "{\"dsn\":\"nonsense\"}\n")]
    [InlineData("/api/2/envelope/?sentry_key={key}", null, "{}\n")]
    [InlineData("/api/01/envelope/?sentry_key={key}", null, "{}\n")]
    [InlineData("/api/x/envelope/?sentry_key={key}", null, "{}\n")]
    [InlineData("/api/1/store/", null, "{}")]
    [InlineData("/api/2/store/?sentry_key={key}", null, "{}")]
    public async Task Post_NoKeyOrAnotherOrOfAnotherProject_IsForbidden(string path, string? auth, string body)
    {
        using HttpResponseMessage response = await shared.Host.PostSentryAsync(Fill(path), Encoding.UTF8.GetBytes(Fill(body)), auth: auth is null ? null : Fill(auth));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Sentry-Error")), (await response.JsonAsync()).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Get_IsNotAllowed()
    {
        using HttpResponseMessage response = await shared.Host.Http.GetAsync("/api/1/envelope/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    // Without a key in front of the body, no more than a megabyte of it is read.
    [Fact]
    public async Task Post_LargeBodyWithoutAKeyInFront_IsTooLarge()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Fill("{\"dsn\":\"https://{key}@host/1\"}\n{\"type\":\"attachment\",\"length\":2000000}\n")), .. new byte[2_000_000]];

        using HttpResponseMessage response = await shared.Host.PostSentryAsync("/api/1/envelope/", body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Post_OnTheWebsListener_IsNotServed()
    {
        using var content = new ByteArrayContent(Body);
        using HttpResponseMessage response = await shared.Host.Web.PostAsync(Fill("/api/1/envelope/?sentry_key={key}"), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private string Fill(string text) => text.Replace("{key}", shared.Host.Key, StringComparison.Ordinal);
}
