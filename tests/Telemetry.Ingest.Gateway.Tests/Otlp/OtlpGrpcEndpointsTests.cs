using System.Diagnostics;
using System.Net;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Ingest.Gateway.Tests.Fuzzing;
using Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

public sealed class OtlpGrpcEndpointsTests(SharedGateway shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_Logs_AreInTheQueueUntouched()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using GrpcChannel channel = host.Channel();
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(3).Build();

        ExportLogsServiceResponse response = await new LogsService.LogsServiceClient(channel).ExportAsync(request, Key(host), cancellationToken: Token);

        Assert.Null(response.PartialSuccess);
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Logs));
        Assert.Equal(request.ToByteArray(), frame.Payload.ToArray());
        Assert.Equal((new ProjectId(1), Signal.Logs, 3, 30), (frame.Project, frame.Signal, frame.ItemCount, frame.RetentionDays));
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(frame.ReceivedAtUnixNanoseconds / 1_000_000) - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(-1), TimeSpan.Zero);
    }

    [Fact]
    public async Task Export_CompressedSpansByBearerToken_AreInflated()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using GrpcChannel channel = host.Channel();
        ExportTraceServiceRequest request = new SpansRequestBuilder().WithSpans(500).Build();

        await new TraceService.TraceServiceClient(channel).ExportAsync(
            request, new Metadata { { "authorization", $"Bearer {host.Key}" }, { "grpc-internal-encoding-request", "gzip" } }, cancellationToken: Token);

        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Spans));
        Assert.Equal(request.ToByteArray(), frame.Payload.ToArray());
        Assert.Equal((Signal.Spans, 500), (frame.Signal, frame.ItemCount));
    }

    [Fact]
    public async Task Export_Metrics_ArePartlyAcceptedAndInTheLedger()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using GrpcChannel channel = host.Channel();
        byte[] bytes = RequestSeeds.Of(Signal.Metrics).MaxBy(seed => seed.Length)!;

        ExportMetricsServiceResponse response = await new MetricsService.MetricsServiceClient(channel)
            .ExportAsync(ExportMetricsServiceRequest.Parser.ParseFrom(bytes), Key(host), cancellationToken: Token);

        Assert.Contains("metrics are counted and dropped", response.PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Ledger));
        Assert.Equal((Signal.Metrics, (long)frame.ItemCount), (frame.Signal, response.PartialSuccess.RejectedDataPoints));
        Assert.Equal((byte)DropReason.NotSupported, frame.Payload.Span[0]);
        Assert.Equal(bytes.Length, BitConverter.ToInt64(frame.Payload.Span[1..]));
    }

    [Fact]
    public async Task Export_MessageOfTheLargestSize_IsAccepted()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using GrpcChannel channel = host.Channel();
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(1).Build();
        int sizeOfRest = request.CalculateSize();
        request.ResourceLogs[0].SchemaUrl = new string('x', (16 << 20) - sizeOfRest - 8);

        await new LogsService.LogsServiceClient(channel).ExportAsync(request, Key(host), cancellationToken: Token);

        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Logs));
        Assert.InRange(frame.Payload.Length, (16 << 20) - 8, 16 << 20);
    }

    [Fact]
    public async Task Export_NothingInIt_IsAcceptedAndNotQueued()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using GrpcChannel channel = host.Channel();
        var client = new LogsService.LogsServiceClient(channel);

        await client.ExportAsync(new ExportLogsServiceRequest(), Key(host), cancellationToken: Token);
        await client.ExportAsync(new LogsRequestBuilder().Build(), Key(host), cancellationToken: Token);
        await client.ExportAsync(new LogsRequestBuilder().WithRecords(1).Build(), Key(host), cancellationToken: Token);

        Assert.Equal(1, Assert.Single(await host.ReceiveAsync(Lane.Logs)).ItemCount);
    }

    [Theory]
    [InlineData("x-telemetry-key", "unknown")]
    [InlineData("x-telemetry-key", "")]
    [InlineData("authorization", "Basic eDp5")]
    [InlineData("authorization", "Bearer")]
    public async Task Export_WithoutAValidKey_IsUnauthenticated(string header, string value)
    {
        using var client = new RawGrpcClient(shared.Host);

        RawGrpcAnswer answer = await client.CallAsync(RequestBytes.Frame(new LogsRequestBuilder().WithRecords(1).ToBytes()), headers: [("x-telemetry-key", ""), (header, value)]);

        Assert.Equal((16, 16), (answer.Status, answer.Details?.Code));
        Assert.Empty(answer.Details!.Details);
    }

    public static TheoryData<string, byte[]> BrokenFrames() => new()
    {
        { "no message", [] },
        { "half a prefix", [0, 0, 0] },
        { "cut off", RequestBytes.Frame([1, 2], 0, 10) },
        { "two messages", [.. RequestBytes.Frame([]), .. RequestBytes.Frame([])] },
        { "flag of 2", RequestBytes.Frame([], 2, 0) },
        { "not protobuf", RequestBytes.Frame([0xff, 0xff]) },
        { "not gzip", RequestBytes.Frame([.. Enumerable.Repeat((byte)7, 40)], isCompressed: true) },
        { "gzip cut off", RequestBytes.Frame(RequestBytes.Gzip(new byte[10_000])[..30], isCompressed: true) },
    };

    [Theory]
    [MemberData(nameof(BrokenFrames))]
    public async Task Export_BrokenBytes_AreInvalidArgument(string what, byte[] body)
    {
        using var client = new RawGrpcClient(shared.Host);

        RawGrpcAnswer answer = await client.CallAsync(body, headers: ("grpc-encoding", "gzip"));

        Assert.True(answer.Status == 3, $"{what}: {answer}");
        BadRequest detail = Assert.Single(answer.Details!.Details).Unpack<BadRequest>();
        Assert.Equal(answer.Message, Assert.Single(detail.FieldViolations).Description);
        Assert.Equal(answer.Message, answer.Details.Message);
    }

    [Fact]
    public async Task Export_StatedLengthAboveTheLimit_IsExhaustedForGood()
    {
        using var client = new RawGrpcClient(shared.Host);

        RawGrpcAnswer answer = await client.CallAsync(RequestBytes.Frame([], 0, uint.MaxValue));

        Assert.Equal((8, 8), (answer.Status, answer.Details?.Code));
        Assert.Empty(answer.Details!.Details);
    }

    [Fact]
    public async Task Export_GzipBomb_IsExhaustedForGood()
    {
        using var client = new RawGrpcClient(shared.Host);

        RawGrpcAnswer answer = await client.CallAsync(RequestBytes.Frame(RequestBytes.Bomb, isCompressed: true), headers: ("grpc-encoding", "gzip"));

        Assert.Equal(8, answer.Status);
        Assert.Empty(answer.Details!.Details);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("br")]
    [InlineData("")]
    public async Task Export_CompressedInAnotherWay_IsUnimplementedAndSaysWhatIsRead(string encoding)
    {
        using var client = new RawGrpcClient(shared.Host);

        RawGrpcAnswer answer = await client.CallAsync(RequestBytes.Frame([1], isCompressed: true), headers: ("grpc-encoding", encoding));

        Assert.Equal((12, "identity,gzip"), (answer.Status, answer.AcceptEncoding));
    }

    [Fact]
    public async Task Export_ServiceThatDoesNotExist_IsUnimplemented()
    {
        using var client = new RawGrpcClient(shared.Host);

        RawGrpcAnswer answer = await client.CallAsync(RequestBytes.Frame([]), "/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export");

        Assert.Equal((HttpStatusCode.OK, 12), (answer.Http, answer.Status));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    public async Task Export_ContentTypeThatIsNotGrpc_IsUnsupported(string contentType)
    {
        using var client = new RawGrpcClient(shared.Host);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.CallAsync(RequestBytes.Frame([]), contentType: contentType)).Http);
    }

    [Fact]
    public async Task Export_QueueIsFull_IsUnavailableWithRetryInfoAtOnce()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Queue:MaxBytes", "65536"));
        using var client = new RawGrpcClient(host);
        byte[] frame = RequestBytes.Frame(new LogsRequestBuilder().WithRecords(100).ToBytes());
        while ((await client.CallAsync(frame)).Status == 0)
        {
        }

        // The machine may be busy: at least one of many must be as quick as the gateway is.
        List<TimeSpan> durations = [];
        for (int i = 0; i < 20; i++)
        {
            long started = Stopwatch.GetTimestamp();
            RawGrpcAnswer answer = await client.CallAsync(frame);
            durations.Add(Stopwatch.GetElapsedTime(started));

            Assert.Equal(14, answer.Status);
            Assert.InRange(Assert.Single(answer.Details!.Details).Unpack<RetryInfo>().RetryDelay.ToTimeSpan(), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        }

        Assert.InRange(durations.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Export_MoreItemsThanARequestMayHave_IsTooLarge()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:MaxItemsPerRequest", "10"));
        using var client = new RawGrpcClient(host);

        Assert.Equal(8, (await client.CallAsync(RequestBytes.Frame(new LogsRequestBuilder().WithRecords(11).ToBytes()))).Status);
        Assert.Equal(0, (await client.CallAsync(RequestBytes.Frame(new LogsRequestBuilder().WithRecords(10).ToBytes()))).Status);
    }

    [Fact]
    public async Task Export_ClientGoesInTheMiddle_LeavesNothingBehind()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using (var client = new RawGrpcClient(host))
        {
            using var never = new NeverEndingContent();
            Task<RawGrpcAnswer> call = client.CallAsync(never);
            await host.BytesInFlightAsync(bytes => bytes > 0);
            never.Abort();
            await Assert.ThrowsAnyAsync<Exception>(() => call);
        }

        await host.BytesInFlightAsync(bytes => bytes == 0);
    }

    [Fact]
    public async Task Export_BodyThatDoesNotEnd_IsGivenUp()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:BodyTimeout", "00:00:00.3"));
        using var client = new RawGrpcClient(host);
        using var never = new NeverEndingContent();

        RawGrpcAnswer answer = await client.CallAsync(never).WaitAsync(TimeSpan.FromSeconds(20), Token);

        Assert.Equal(4, answer.Status);
        await host.BytesInFlightAsync(bytes => bytes == 0);
    }

    [Fact]
    public async Task Export_MoreThanFitsInMemory_IsUnavailableWithRetryInfo()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(
            ("Gateway:MaxGrpcMessageBytes", "4194304"), ("Gateway:MaxHttpBodyBytes", "4194304"), ("Gateway:MaxBytesInFlight", "12582912"));
        using var client = new RawGrpcClient(host);
        using var others = new RawGrpcClient(host);
        NeverEndingContent[] slow = [.. Enumerable.Range(0, 20).Select(_ => new NeverEndingContent(3 << 20))];
        Task<RawGrpcAnswer>[] calls = [.. slow.Select(content => others.CallAsync(content))];

        RawGrpcAnswer answer = await await Task.WhenAny(calls);

        Assert.Equal(14, answer.Status);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(answer.Details!.Details).Unpack<RetryInfo>().RetryDelay.ToTimeSpan());
        Array.ForEach(slow, content => content.Abort());
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(calls));
        await host.BytesInFlightAsync(bytes => bytes == 0);
        Assert.Equal(0, (await client.CallAsync(RequestBytes.Frame(new LogsRequestBuilder().WithRecords(1).ToBytes()))).Status);
    }

    private static Metadata Key(GatewayHost host) => new() { { "x-telemetry-key", host.Key } };
}
