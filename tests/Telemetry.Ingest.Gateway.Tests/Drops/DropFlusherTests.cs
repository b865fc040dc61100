using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control.Projects;
using Telemetry.Ingest.Gateway.Tests.Otlp;
using Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Drops;

public sealed class DropFlusherTests
{
    private static readonly byte[] TwoRecords = new LogsRequestBuilder().WithRecords(2).ToBytes();

    [Fact]
    public async Task Drops_OfASecond_AreOneFrameForEachReason()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Gateway:MaxItemsPerRequest", "1"));
        using var client = new RawGrpcClient(host);
        Dictionary<DropReason, (int Items, long Bytes)> sums = [];

        for (int i = 0; i < 3; i++)
        {
            await client.CallAsync(RequestBytes.Frame(TwoRecords));
            await client.CallAsync(RequestBytes.Frame([0xff]));
        }

        while (sums.Values.Sum(sum => sum.Items) < 9)
        {
            foreach (IntakeFrame frame in await host.ReceiveAsync(Lane.Ledger))
            {
                Assert.Equal((Signal.Logs, new ProjectId(1), new IngestKeyId(1)), (frame.Signal, frame.Project, frame.Key));
                var reason = (DropReason)frame.Payload.Span[0];
                (int items, long bytes) = sums.GetValueOrDefault(reason);
                sums[reason] = (items + frame.ItemCount, bytes + BitConverter.ToInt64(frame.Payload.Span[1..]));
            }
        }

        Assert.Equal((6, 3L * TwoRecords.Length), sums[DropReason.TooLarge]);
        Assert.Equal((3, 3L), sums[DropReason.Malformed]);
    }

    [Fact]
    public async Task Drops_QueueIsFull_AreKeptUntilThereIsRoom()
    {
        await using GatewayHost host = await GatewayHost.StartAsync(("Queue:MaxBytes", "65536"));
        using var client = new RawGrpcClient(host);
        byte[] frame = RequestBytes.Frame(new LogsRequestBuilder().WithRecords(100).ToBytes());
        int accepted = 0;
        while ((await client.CallAsync(frame)).Status == 0)
        {
            accepted++;
        }

        int received = 0;
        while (received < accepted)
        {
            received += (await host.ReceiveAsync(Lane.Logs)).Count;
        }

        IntakeFrame drop = Assert.Single(await host.ReceiveAsync(Lane.Ledger));
        Assert.Equal((100, (byte)DropReason.QueueUnavailable), (drop.ItemCount, drop.Payload.Span[0]));
    }

    [Fact]
    public async Task Drops_AboveTheRateOfAKey_AreCountedAndToldWhenToComeBack()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        string key = await host.Services.GetRequiredService<IngestKeyWriter>()
            .CreateAsync(new ProjectId(1), maxItemsPerSecond: 1, maxBytesPerSecond: null, TestContext.Current.CancellationToken);
        using var client = new RawGrpcClient(host);
        byte[] frame = RequestBytes.Frame(new LogsRequestBuilder().WithRecords(100).ToBytes());

        RawGrpcAnswer first = await client.CallAsync(frame, headers: ("x-telemetry-key", key));
        RawGrpcAnswer second = await client.CallAsync(frame, headers: ("x-telemetry-key", key));

        Assert.Equal((0, 8), (first.Status, second.Status));
        TimeSpan delay = Assert.Single(second.Details!.Details).Unpack<Google.Rpc.RetryInfo>().RetryDelay.ToTimeSpan();
        Assert.InRange(delay, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(99));
        IntakeFrame drop = Assert.Single(await host.ReceiveAsync(Lane.Ledger));
        Assert.Equal((100, (byte)DropReason.RateLimited), (drop.ItemCount, drop.Payload.Span[0]));
    }

    [Fact]
    public async Task Stop_DropsOfTheLastMoment_AreInTheQueue()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("telemetry-stop-");
        try
        {
            await using (GatewayHost host = await GatewayHost.StartAsync(("Queue:Directory", directory.FullName)))
            {
                using var client = new RawGrpcClient(host);
                await client.CallAsync(RequestBytes.Frame([0xff]));
            }

            await using GatewayHost next = await GatewayHost.StartAsync(("Queue:Directory", directory.FullName));
            Assert.Equal(1, Assert.Single(await next.ReceiveAsync(Lane.Ledger)).ItemCount);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
