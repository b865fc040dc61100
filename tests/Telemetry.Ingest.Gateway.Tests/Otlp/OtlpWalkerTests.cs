using Telemetry.Ingest.Gateway.Otlp;
using Telemetry.Ingest.Gateway.Tests.Fuzzing;
using Telemetry.Model;
using Telemetry.Testing.Captures;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp;

public sealed class OtlpWalkerTests
{
    private const int MutationsPerSignal = 40_000;

    [Theory]
    [InlineData(Signal.Logs)]
    [InlineData(Signal.Spans)]
    [InlineData(Signal.Metrics)]
    public void Walk_MutatedRequests_SaysWhatGoogleProtobufSays(Signal signal)
    {
        IReadOnlyList<byte[]> seeds = RequestSeeds.Of(signal);
        int accepted = 0;
        Parallel.For(0, MutationsPerSignal, seed =>
        {
            byte[] request = new Mutator(seed).Mutate(seeds);

            WalkResult walk = OtlpWalker.Walk(request, signal);

            int? expected = GoogleProtobuf.ShallowCount(request, signal);
            Assert.True(expected is null == walk.Error is not null, $"Seed {seed}: {walk.Error ?? "accepted"} {Convert.ToHexString(request)}");
            Assert.True(expected is null || expected == walk.Items, $"Seed {seed}: {walk.Items} items, not {expected}. {Convert.ToHexString(request)}");
            Assert.True(walk.Error is null || GoogleProtobuf.DeepCount(request, signal) is null, $"Seed {seed} is refused, but Google.Protobuf reads it. {Convert.ToHexString(request)}");
            Interlocked.Add(ref accepted, walk.Error is null ? 1 : 0);
        });

        // Neither all nor none: the mutations are worth something.
        Assert.InRange(accepted, MutationsPerSignal / 10, MutationsPerSignal * 9 / 10);
    }

    [Fact]
    public void Walk_Captures_CountsAsGoogleProtobuf() =>
        Assert.All(OtlpCaptures.All.Where(capture => !capture.IsJson), capture =>
        {
            WalkResult walk = OtlpWalker.Walk(capture.DecodedBody(), capture.Signal);

            Assert.Null(walk.Error);
            Assert.Equal(GoogleProtobuf.DeepCount(capture.DecodedBody(), capture.Signal), walk.Items);
            Assert.NotEqual(0, walk.Items);
        });

    [Fact]
    public void Walk_CutOffRequest_SaysWhere()
    {
        WalkResult walk = OtlpWalker.Walk([0x0a, 0x05, 0x12, 0x09], Signal.Logs);

        Assert.Equal("Not valid protobuf: a length beyond the end at byte 2.", walk.Error);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(10_000, false)]
    public void Walk_NestedUnknownGroups_AreBoundedLikeGoogleProtobuf(int depth, bool isAccepted)
    {
        byte[] request = [.. Enumerable.Repeat((byte)0x3b, depth), .. Enumerable.Repeat((byte)0x3c, depth)];

        Assert.Equal(isAccepted, GoogleProtobuf.DeepCount(request, Signal.Logs) is not null);
        Assert.Equal(isAccepted, OtlpWalker.Walk(request, Signal.Logs).Error is null);
    }
}
