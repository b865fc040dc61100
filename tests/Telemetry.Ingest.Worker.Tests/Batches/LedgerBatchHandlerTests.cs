using System.Buffers.Binary;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Batches;

public sealed class LedgerBatchHandlerTests(EngineFixture engine)
{
    [Fact]
    public async Task Handle_Drops_AreSummedByKeySignalAndReason()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);

        await worker.HandleAsync(TestBatch.Of(
            Lane.Ledger,
            [Frame(DropReason.RateLimited, 12, 400), Frame(DropReason.RateLimited, 8, 100)],
            [Frame(DropReason.TooLarge, 1, 5_000_000), Frame(DropReason.NotSupported, 3, 50, Signal.Metrics), Frame(DropReason.ClientSampled, 9, 0, Signal.Crashes)]));

        Assert.Equal(
            ["7 70 crashes unsent client_sampled 9", "7 70 logs dropped rate_limited 20", "7 70 logs dropped too_large 1", "7 70 metrics dropped not_supported 3"],
            await worker.LedgerAsync());
        Assert.Equal(5_000_550, await worker.Endpoint.CountAsync("SELECT sum(Bytes) FROM ingest_ledger", TestContext.Current.CancellationToken));
        Assert.Equal(
            new DateTimeOffset(2026, 11, 23, 13, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds(),
            await worker.Endpoint.CountAsync("SELECT toUnixTimestamp(any(Time)) FROM ingest_ledger", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Handle_PayloadOfAnotherShape_IsPoisonAndTheRestIsBooked()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(
            Lane.Ledger, [Frame(DropReason.RateLimited, 1, 1), Frames.Of(Signal.Logs, [1, 2, 3])], [Frame(DropReason.RateLimited, 5, 5)]);

        IReadOnlyList<PoisonMessage> poison = await worker.HandleAsync(batch);

        Assert.Equal(batch.Messages[0].Id, Assert.Single(poison).Message.Id);
        Assert.Equal(["7 70 logs dropped rate_limited 5"], await worker.LedgerAsync());
    }

    /// <summary>As the gateway writes one.</summary>
    internal static IntakeFrame Frame(DropReason reason, int items, long bytes, Signal signal = Signal.Logs)
    {
        byte[] payload = new byte[9];
        payload[0] = (byte)reason;
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(1), bytes);
        return Frames.Of(signal, payload, items);
    }
}
