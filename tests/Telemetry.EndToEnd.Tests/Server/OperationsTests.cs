using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>Health, readiness and metrics, and that each door opens to its own endpoints only.</summary>
public sealed class OperationsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Healthz_Running_IsAlive()
    {
        JsonElement health = await Http.GetFromJsonAsync<JsonElement>(server.Ready.Web + "/healthz", Token);

        Assert.Equal("alive", health.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Readyz_Running_NamesEveryPart()
    {
        JsonElement ready = await Http.GetFromJsonAsync<JsonElement>(server.Ready.Web + "/readyz", Token);

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal(
            ["consumers ready", "control ready", "queue ready", "storage ready"],
            ready.GetProperty("parts").EnumerateArray().Select(part => $"{part.GetProperty("part").GetString()} {part.GetProperty("status").GetString()}").Order());
    }

    [Fact]
    public async Task Metrics_FromThisMachine_AreThere()
    {
        string metrics = await Http.GetStringAsync(server.Ready.Web + "/metrics", Token);

        Assert.Contains("telemetry_", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_ThroughAProxy_AreRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Ready.Web + "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };

        using HttpResponseMessage response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/metrics")]
    [InlineData("/api/v1/projects")]
    [InlineData("/logs")]
    [InlineData("/openapi/v1.json")]
    public async Task OtlpDoor_WhatIsNotOtlp_IsNotFound(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(server.Ready.OtlpHttp + path, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task WebDoor_Otlp_IsNotTaken()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Ready.Web + "/v1/logs") { Headers = { { "x-telemetry-key", server.Ready.Project!.Key } }, Content = JsonContent.Create(new object()) };

        using HttpResponseMessage response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task OperationsToken_Set_IsAskedForEvenOnThisMachine()
    {
        const string Secret = "a-scraper's-token";
        await using ServerProcess guarded = await ServerProcess.StartAsync(
            new ServerStart { Arguments = ["--roles", "gateway"], Environment = new Dictionary<string, string> { ["Operations__Token"] = Secret } }, Token);
        var metrics = new Uri(guarded.HealthAddress, "/metrics");
        using var request = new HttpRequestMessage(HttpMethod.Get, metrics) { Headers = { { "Authorization", "Bearer " + Secret } } };

        using HttpResponseMessage without = await Http.GetAsync(metrics, Token);
        using HttpResponseMessage with = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.DoesNotContain(Secret, guarded.Output, StringComparison.Ordinal);
    }
}
