using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using Telemetry.Messaging;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

public sealed class OtlpGrpcEndpointsTests
{
    [Fact]
    public async Task Export_Logs_AreInTheQueueUntouched()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using GrpcChannel channel = host.Channel();
        ExportLogsServiceRequest request = new LogsRequestBuilder().WithRecords(3).Build();

        ExportLogsServiceResponse response = await new LogsService.LogsServiceClient(channel)
            .ExportAsync(request, new Metadata { { "x-telemetry-key", host.Key } }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(response.PartialSuccess);
        IntakeFrame frame = Assert.Single(await host.ReceiveAsync(Lane.Logs));
        Assert.Equal(request.ToByteArray(), frame.Payload.ToArray());
        Assert.Equal(3, frame.ItemCount);
    }
}
