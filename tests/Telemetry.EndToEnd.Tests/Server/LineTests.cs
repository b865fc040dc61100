using System.Net;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.EndToEnd.Tests.Server;

/// <summary>OTLP in, JSON out: the whole line in one real process.</summary>
public sealed class LineTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Metadata Key => new() { { "x-telemetry-key", server.Ready.Project!.Key } };

    [Fact]
    public async Task Logs_OverGrpc_AreReadableWhole()
    {
        string service = UniqueName();
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithResource("service.name", service).StartingAt(AMinuteAgo).WithRecords(25).Build();
        request.ResourceLogs[0].Resource.Attributes.RemoveAt(0);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Ready.OtlpGrpc!);

        ExportLogsServiceResponse answer = await new LogsService.LogsServiceClient(channel).ExportAsync(request, Key, cancellationToken: Token);

        Assert.Null(answer.PartialSuccess);
        JsonElement page = await server.Process.ReadWhenAsync($"logs?query=service:{service}", page => page.GetProperty("items").GetArrayLength() == 25, Token);
        JsonElement newest = page.GetProperty("items")[0];
        Assert.Equal("order 25 was paid", newest.GetProperty("body").GetString());
        Assert.Equal(("info", "1.4.0"), (newest.GetProperty("severity").GetString(), newest.GetProperty("release").GetString()));
        Assert.Equal("/pay", newest.GetProperty("attributes").GetProperty("http.route").GetString());
    }

    [Fact]
    public async Task Spans_OverGrpc_AreReadableAsATrace()
    {
        ExportTraceServiceRequest request = new SpansRequestBuilder().InTrace(Random.Shared.NextInt64(1, long.MaxValue)).StartingAt(AMinuteAgo).WithSpans(7).Build();
        string traceId = Convert.ToHexStringLower(request.ResourceSpans[0].ScopeSpans[0].Spans[0].TraceId.Span);
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Ready.OtlpGrpc!);

        await new TraceService.TraceServiceClient(channel).ExportAsync(request, Key, cancellationToken: Token);

        JsonElement trace = await server.Process.ReadWhenAsync($"traces/{traceId}", trace => trace.GetProperty("spans").GetArrayLength() == 7, Token);
        Assert.Equal("GET /pay", trace.GetProperty("spans")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Export_UnknownKey_IsRefused()
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(server.Ready.OtlpGrpc!);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new LogsService.LogsServiceClient(channel).ExportAsync(new ExportLogsServiceRequest(), new Metadata { { "x-telemetry-key", new string('0', 64) } }, cancellationToken: Token));

        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    [Fact]
    public async Task Api_WithoutToken_IsClosed()
    {
        using HttpResponseMessage response = await Http.GetAsync(server.Ready.Api + "/projects", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Secrets_AfterUse_AreNotInTheLog()
    {
        using HttpClient api = server.Process.CreateApiClient();
        await api.GetAsync("projects", Token);

        Assert.DoesNotContain(server.Ready.AdminToken!, server.Process.Output, StringComparison.Ordinal);
    }

    private static DateTimeOffset AMinuteAgo => TimeProvider.System.GetUtcNow().AddMinutes(-1);

    private static string UniqueName() => "s" + Guid.NewGuid().ToString("N");
}
