using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telemetry.Testing;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>What is made over the API works at the gateway's door.</summary>
public sealed class AdministrationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    // Ten seconds are promised; a machine under load may take its time to ask.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IngestKey_MadeAndReplaced_OpensAndClosesTheDoor()
    {
        using HttpClient api = server.Process.CreateApiClient();
        JsonElement old = await PostAsync(api, "admin/projects/1/keys", new { name = "desktop" });
        Assert.Equal(HttpStatusCode.OK, await SendAsync(KeyOf(old)));

        JsonElement made = await PostAsync(api, $"admin/projects/1/keys/{old.GetProperty("id").GetString()}/rotate", new { graceSeconds = 0 });

        Assert.Equal(HttpStatusCode.OK, await SendAsync(KeyOf(made)));
        await Eventually.HoldsAsync(async () => await SendAsync(KeyOf(old)) == HttpStatusCode.Unauthorized, Limit, "the replaced key is refused", Token);
    }

    private static string KeyOf(JsonElement key) => key.GetProperty("key").GetString() ?? "";

    private static async Task<JsonElement> PostAsync<T>(HttpClient api, string path, T body)
    {
        using HttpResponseMessage answer = await api.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task<HttpStatusCode> SendAsync(string key)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Ready.OtlpHttp + "/v1/logs"))
        {
            Content = new ByteArrayContent(new LogsRequestBuilder().StartingAt(TimeProvider.System.GetUtcNow()).WithRecords(1).ToBytes()),
        };
        request.Content.Headers.ContentType = new("application/x-protobuf");
        request.Headers.Add("x-telemetry-key", key);
        using HttpResponseMessage answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
