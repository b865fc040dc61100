using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using Telemetry.Testing.Otlp;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>The roles in several processes on one data directory.</summary>
public sealed class SplitRolesTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("telemetry-split-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task GatewayAlone_NamesOnlyWhatItHas()
    {
        await using ServerProcess gateway = await StartAsync("gateway");

        Assert.Null(gateway.Ready.Web);
        Assert.Null(gateway.Ready.Api);
        Assert.Null(gateway.Ready.AdminToken);
        Assert.Null(gateway.Ready.LoginUrl);
        Assert.NotNull(gateway.Ready.OtlpGrpc);
        Assert.NotNull(gateway.Ready.Project!.Dsn);
        Assert.Equal(0, await gateway.StopAsync(Token));
    }

    [Fact]
    public async Task GatewayAndTheRest_ShareQueueAndReadyFile()
    {
        await using ServerProcess gateway = await StartAsync("gateway");
        // Accepted before anybody is there to store it.
        await SendAsync(gateway, 12);

        await using ServerProcess rest = await StartAsync("worker,query,alerting,web");

        Assert.Equal(gateway.Ready.OtlpGrpc, rest.Ready.OtlpGrpc);
        Assert.NotNull(rest.Ready.Web);
        await rest.ReadWhenAsync("logs/count", answer => answer.GetProperty("total").GetInt64() == 12, Token);
        await SendAsync(gateway, 8);
        await rest.ReadWhenAsync("logs/count", answer => answer.GetProperty("total").GetInt64() == 20, Token);
        Assert.Equal(0, await rest.StopAsync(Token));
        JsonElement left = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(_data, "ready.json"), Token));
        Assert.Equal(JsonValueKind.Null, left.GetProperty("web").ValueKind);
        Assert.Equal(gateway.Ready.OtlpGrpc, left.GetProperty("otlpGrpc").GetString());
        Assert.Equal(0, await gateway.StopAsync(Token));
        Assert.False(File.Exists(Path.Combine(_data, "ready.json")));
    }

    [Fact]
    public async Task WorkerApartFromQuery_OnTheEmbeddedEngine_IsRefused()
    {
        await using ServerProcess query = await StartAsync("query");

        await using ServerProcess worker = await ServerProcess.LaunchAsync(new ServerStart { DataDirectory = _data, Arguments = ["--roles", "worker"] }, Token);

        Assert.Equal(2, await worker.WaitForExitAsync(Token));
        Assert.Contains($"in use by process {query.ProcessId}", worker.Output, StringComparison.Ordinal);
        Assert.Contains("--clickhouse", worker.Output, StringComparison.Ordinal);
        await query.StopAsync(Token);
    }

    [Fact]
    public async Task WebApartFromQuery_SignsInAndReads()
    {
        await using ServerProcess query = await StartAsync("worker,query");
        await using ServerProcess web = await StartAsync("web", "--api", new Uri(query.Ready.Api!).GetLeftPart(UriPartial.Authority));
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new System.Net.CookieContainer() });
        browser.DefaultRequestHeaders.Add("Accept", "text/html");

        using HttpResponseMessage page = await browser.GetAsync(web.Ready.LoginUrl, Token);

        Assert.True(page.IsSuccessStatusCode, await page.Content.ReadAsStringAsync(Token));
        Assert.EndsWith("/welcome", page.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        using HttpResponseMessage logs = await browser.GetAsync(new Uri(web.Ready.Web + "/logs"), Token);
        Assert.Contains(">Logs</h1>", await logs.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        await web.StopAsync(Token);
        await query.StopAsync(Token);
    }

    private Task<ServerProcess> StartAsync(string roles, params string[] more) =>
        ServerProcess.StartAsync(new ServerStart { DataDirectory = _data, Arguments = ["--roles", roles, .. more] }, Token);

    private static async Task SendAsync(ServerProcess gateway, int records)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(gateway.Ready.OtlpGrpc!);
        ExportLogsServiceRequest request = new LogsRequestBuilder().StartingAt(TimeProvider.System.GetUtcNow().AddMinutes(-1)).WithRecords(records).Build();
        await new LogsService.LogsServiceClient(channel).ExportAsync(request, new Metadata { { "x-telemetry-key", gateway.Ready.Project!.Key } }, cancellationToken: Token);
    }
}
