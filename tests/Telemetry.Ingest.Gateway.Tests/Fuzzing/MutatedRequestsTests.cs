using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Tests.Otlp;
using Telemetry.Ingest.Gateway.Tests.Otlp.Grpc;
using Telemetry.Ingest.Gateway.Tests.Otlp.Json;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Fuzzing;

/// <summary>Mutations of real requests, through the receiver into the queue, and over the wire.</summary>
public sealed class MutatedRequestsTests
{
    private const int ThroughTheReceiver = 100_000;
    private const int OverTheWire = 3000;
    private const int AtOnce = 32;

    [Fact]
    public async Task Receive_MutatedRequests_StoresOrCountsEveryItem()
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        OtlpReceiver receiver = host.Services.GetRequiredService<OtlpReceiver>();
        AdmittedKey key = (await host.Services.GetRequiredService<IngestKeyCache>().FindAsync(host.Key)).Key!;
        IReadOnlyList<byte[]> seeds = RequestSeeds.Of(Signal.Logs);
        OtlpSignal logs = OtlpSignal.All[0];
        long expectedItems = 0;
        long refused = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, ThroughTheReceiver), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            byte[] request = new Mutator(seed).Mutate(seeds);
            IntakeAnswer answer = await receiver.ReceiveAsync(key, logs, request);

            int? expected = GoogleProtobuf.ShallowCount(request, Signal.Logs);
            Assert.True(answer.Kind == (expected is null ? AnswerKind.Malformed : AnswerKind.Accepted), $"Seed {seed}: {answer} {Convert.ToHexString(request)}");
            Interlocked.Add(ref expectedItems, expected ?? 0);
            Interlocked.Add(ref refused, expected is null ? 1 : 0);
        });

        long storedItems = await SumAsync(host, Lane.Logs, expectedItems, frame =>
        {
            Assert.Equal(frame.ItemCount, GoogleProtobuf.ShallowCount(frame.Payload.ToArray(), Signal.Logs));
            return frame.ItemCount;
        });
        long refusedRequests = await SumAsync(host, Lane.Ledger, refused, frame => frame.ItemCount);
        Assert.Equal(expectedItems, storedItems);
        // A refused request counts as the items before the damage, or as one.
        Assert.InRange(refusedRequests, refused, refused * 20);
    }

    [Theory]
    [InlineData("application/x-protobuf", null)]
    [InlineData("application/x-protobuf", "gzip")]
    [InlineData("application/json", null)]
    public async Task Post_MutatedRequests_NeverFailsOnOurSide(string contentType, string? contentEncoding)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        byte[][] seeds = contentType == "application/json"
            ? [OtlpJsonWriter.Write(RandomRequest.Logs(1)), OtlpJsonWriter.Write(new LogsRequestBuilder().WithRecords(2).Build())]
            : [.. RequestSeeds.Of(Signal.Logs).Select(seed => contentEncoding is null ? seed : RequestBytes.Gzip(seed))];

        await Parallel.ForEachAsync(Enumerable.Range(0, OverTheWire), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            byte[] body = new Mutator(seed).Mutate(seeds);
            using HttpResponseMessage response = await host.PostAsync("/v1/logs", body, contentType, contentEncoding);

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"Seed {seed}: {response.StatusCode} {Convert.ToHexString(body)}");
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_MutatedFrames_NeverFailsOnOurSide(bool isCompressed)
    {
        await using GatewayHost host = await GatewayHost.StartAsync();
        using var client = new RawGrpcClient(host);
        byte[][] seeds = [.. RequestSeeds.Of(Signal.Logs).Select(seed => RequestBytes.Frame(isCompressed ? RequestBytes.Gzip(seed) : seed, isCompressed))];

        await Parallel.ForEachAsync(Enumerable.Range(0, OverTheWire), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            byte[] body = new Mutator(seed).Mutate(seeds);
            RawGrpcAnswer answer = await client.CallAsync(body, headers: ("grpc-encoding", "gzip"));

            // OK, INVALID_ARGUMENT, RESOURCE_EXHAUSTED for a length that became too large.
            Assert.True(answer.Status is 0 or 3 or 8, $"Seed {seed}: {answer} {Convert.ToHexString(body)}");
        });
    }

    private static async Task<long> SumAsync(GatewayHost host, Lane lane, long expected, Func<IntakeFrame, int> items)
    {
        long sum = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                sum += (await host.ReceiveAsync(lane)).Sum(items);
                return sum >= expected;
            },
            TimeSpan.FromMinutes(2),
            $"{expected} items on lane {lane}",
            TestContext.Current.CancellationToken);
        return sum;
    }
}
