using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using Telemetry.Testing.Otlp;
using Telemetry.Testing.Server;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>What was accepted survives the process, and the account of it adds up.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("telemetry-restart-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Start_AfterCleanStop_FindsEverything()
    {
        await using (ServerProcess before = await StartAsync())
        {
            await SendAsync(before, 40);
            await before.ReadWhenAsync("logs/count", HasTotal(40), Token);
            Assert.Equal(0, await before.StopAsync(Token));
        }

        await using ServerProcess after = await StartAsync();

        await after.ReadWhenAsync("logs/count", HasTotal(40), Token);
        await after.StopAsync(Token);
    }

    [Fact]
    public async Task Start_AfterKillRightBehindTheAnswer_FindsEverythingOnce()
    {
        await using (ServerProcess before = await StartAsync())
        {
            await SendAsync(before, 1000);
            await before.KillAsync(Token);
        }

        await using ServerProcess after = await StartAsync();

        await after.ReadWhenAsync("logs/count", HasTotal(1000), Token);
        JsonElement logs = await LedgerAsync(after, "logs", stored: 1000);
        Assert.Equal(1000, logs.GetProperty("accepted").GetInt64());
        await after.StopAsync(Token);
    }

    [Fact]
    public async Task Ledger_GoodAndBadItems_AddsUp()
    {
        await using ServerProcess server = await StartAsync();
        await SendAsync(server, 30);
        // It says that 127 bytes follow, and ends.
        using var http = new HttpClient();
        using var broken = new HttpRequestMessage(HttpMethod.Post, server.Ready.OtlpHttp + "/v1/logs") { Content = new ByteArrayContent([0x0a, 0x7f]) };
        broken.Headers.Add("x-telemetry-key", server.Ready.Project!.Key);
        broken.Content.Headers.TryAddWithoutValidation("content-type", "application/x-protobuf");
        using HttpResponseMessage refused = await http.SendAsync(broken, Token);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);

        JsonElement logs = await LedgerAsync(server, "logs", stored: 30);

        long dropped = logs.GetProperty("dropped").EnumerateObject().Sum(reason => reason.Value.GetInt64());
        Assert.Equal(logs.GetProperty("accepted").GetInt64(), logs.GetProperty("stored").GetInt64() + dropped);
        Assert.Equal(30, logs.GetProperty("keys")[0].GetProperty("stored").GetInt64());
        await server.StopAsync(Token);
    }

    private static Func<JsonElement, bool> HasTotal(long total) => answer => answer.GetProperty("total").GetInt64() == total;

    private static ExportLogsServiceRequest Request(int records) =>
        new LogsRequestBuilder().StartingAt(TimeProvider.System.GetUtcNow().AddMinutes(-1)).WithRecords(records).Build();

    private static async Task SendAsync(ServerProcess server, int records)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Ready.OtlpGrpc!);
        await new LogsService.LogsServiceClient(channel).ExportAsync(Request(records), new Metadata { { "x-telemetry-key", server.Ready.Project!.Key } }, cancellationToken: Token);
    }

    private static async Task<JsonElement> LedgerAsync(ServerProcess server, string signal, long stored)
    {
        JsonElement ledger = await server.ReadWhenAsync("ingest/ledger", answer => Find(answer, signal)?.GetProperty("stored").GetInt64() == stored, Token);
        return Find(ledger, signal)!.Value;
    }

    private static JsonElement? Find(JsonElement ledger, string signal) =>
        ledger.GetProperty("signals").EnumerateArray().Where(entry => entry.GetProperty("signal").GetString() == signal).Select(entry => (JsonElement?)entry).FirstOrDefault();

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(new ServerStart { DataDirectory = _data }, Token);
}
