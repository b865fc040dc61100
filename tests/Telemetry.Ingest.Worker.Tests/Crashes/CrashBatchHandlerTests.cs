using Telemetry.Ingest.Worker.Tests.Batches;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

public sealed class CrashBatchHandlerTests(EngineFixture engine)
{
    [Fact]
    public async Task Handle_Crashes_AreCounted()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Crashes, [Frames.Of(Signal.Crashes, [3, 1, 2], 1), Frames.Of(Signal.Crashes, [1, 1], 4)], [Frames.Of(Signal.Logs, [1])]);

        IReadOnlyList<PoisonMessage> poison = await worker.HandleAsync(batch);

        Assert.Equal(batch.Messages[1].Id, Assert.Single(poison).Message.Id);
        Assert.Equal(["7 70 crashes dropped not_supported 5"], await worker.LedgerAsync());
    }
}
