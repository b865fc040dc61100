using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.Testing;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.OpenApi;

/// <summary>The document is the contract: what changes in it shows in review.</summary>
public sealed class OpenApiTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Document_Whole_IsPinned()
    {
        JsonObject document = await GetDocumentAsync();

        Snapshot.Matches("v1.json", document.ToJsonString(Indented));
    }

    [Fact]
    public async Task Document_EveryCall_IsDescribedWhole()
    {
        JsonObject document = await GetDocumentAsync();

        foreach ((string path, JsonNode? methods) in document["paths"]!.AsObject())
        {
            foreach ((string method, JsonNode? call) in methods!.AsObject())
            {
                Assert.False(string.IsNullOrEmpty(call!["summary"]?.GetValue<string>()), $"{method} {path} has no summary.");
                Assert.True(call["security"]?.AsArray().Count > 0, $"{method} {path} names no security scheme.");
                Assert.NotNull(call["responses"]!["200"]!["content"]);
                Assert.All(Problems(call), answer => Assert.NotNull(answer!["content"]?["application/problem+json"]));
                Assert.All(call["parameters"]?.AsArray() ?? [], parameter => Assert.False(string.IsNullOrEmpty(parameter!["description"]?.GetValue<string>()), $"{path}: {parameter["name"]} is not described."));
            }
        }
    }

    [Fact]
    public async Task Document_WithoutToken_IsServed()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient client = host.CreateClient(withToken: false);

        using HttpResponseMessage response = await client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static IEnumerable<JsonNode?> Problems(JsonNode call) => call["responses"]!.AsObject().Where(answer => answer.Key[0] is '4' or '5').Select(answer => answer.Value);

    private async Task<JsonObject> GetDocumentAsync()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        using HttpClient client = host.CreateClient(withToken: false);
        JsonObject document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!.AsObject();
        // The port is another one each time.
        document.Remove("servers");
        return document;
    }
}
