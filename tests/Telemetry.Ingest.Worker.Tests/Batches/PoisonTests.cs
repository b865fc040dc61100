using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Ingest.Worker.Batches;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Logs;
using Telemetry.Ingest.Worker.Records;
using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Native;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Batches;

public sealed class PoisonTests(EngineFixture engine)
{
    private const string Explosive = "explosive";

    public static TheoryData<string, byte[]> BrokenBodies => new()
    {
        { "nothing", [] },
        { "no frame", [1, 2, 3] },
        { "something behind the frame", [.. TestBatch.Body(Good(1)), 9] },
        { "a frame that is cut off", TestBatch.Body(Good(1))[..^1] },
        { "a frame of a newer version", [2, .. TestBatch.Body(Good(1))[1..]] },
        { "a frame of another signal", TestBatch.Body(Good(1), Frames.Of(Signal.Spans, [])) },
    };

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task Handle_BrokenMessage_IsPoisonAndTheRestIsStored(string what, byte[] body)
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        QueueMessage broken = new(Guid.CreateVersion7(), Lane.Logs, 1, body);
        TestBatch batch = TestBatch.Of(Lane.Logs, Message(Good(2)), broken, Message(Good(3)));

        IReadOnlyList<PoisonMessage> poison = await worker.HandleAsync(batch);

        Assert.Equal(broken.Id, Assert.Single(poison).Message.Id);
        Assert.False(string.IsNullOrEmpty(poison[0].Reason), what);
        Assert.Equal(5, await worker.CountAsync("otel_logs"));
        Assert.Equal(["7 70 logs stored - 5"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_AgainWithoutThePoison_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        QueueMessage broken = new(Guid.CreateVersion7(), Lane.Logs, 1, new byte[] { 1 });
        TestBatch batch = TestBatch.Of(Lane.Logs, Message(Good(2)), broken, Message(Good(3)));

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch.RepeatWithout(broken));

        Assert.Equal(5, await worker.CountAsync("otel_logs"));
        Assert.Equal(["7 70 logs stored - 5"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_DecoderThrows_ThatMessageIsPoisonAndTheRestIsStored()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        QueueMessage undecodable = Message(Good(2), Frames.Of(new LogsRequestBuilder().WithRecords(1).WithRecords(1, record => record.EventName = Explosive).Build()));
        TestBatch batch = TestBatch.Of(Lane.Logs, Message(Good(2)), undecodable, Message(Good(3)));

        IReadOnlyList<PoisonMessage> poison = await ThrowingHandler(worker).HandleAsync(batch, TestContext.Current.CancellationToken);

        Assert.Equal(undecodable.Id, Assert.Single(poison).Message.Id);
        Assert.Contains(Explosive, poison[0].Reason, StringComparison.Ordinal);
        Assert.Equal(5, await worker.CountAsync("otel_logs"));
        Assert.Equal(["7 70 logs stored - 5"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_DecoderThrowsBehindAFullBlock_TheRestIsStored()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        QueueMessage undecodable = Message(
            Frames.Of(new LogsRequestBuilder().WithRecords(NativeBlock.MaxRows).WithRecords(1, record => record.EventName = Explosive).Build()));
        TestBatch batch = TestBatch.Of(Lane.Logs, Message(Good(2)), undecodable, Message(Good(3)));

        IReadOnlyList<PoisonMessage> poison = await ThrowingHandler(worker).HandleAsync(batch, TestContext.Current.CancellationToken);

        Assert.Contains("Some of its records are stored.", Assert.Single(poison).Reason, StringComparison.Ordinal);
        Assert.Equal(["7 70 logs stored - 5"], await worker.LedgerAsync());
    }

    private static IntakeFrame Good(int records) => Frames.Of(new LogsRequestBuilder().WithRecords(records).Build());

    private static QueueMessage Message(params IntakeFrame[] frames) =>
        new(Guid.CreateVersion7(), Lane.Logs, frames.Sum(frame => frame.ItemCount), TestBatch.Body(frames));

    private static LogHandlerWithABug ThrowingHandler(WorkerHost worker) => ActivatorUtilities.CreateInstance<LogHandlerWithABug>(worker.Services);

    /// <summary>No known input makes a decoder throw, so a bug has to be brought along.</summary>
    private sealed class LogHandlerWithABug(LogWriter writer, LedgerBooking ledger, WorkerMetrics metrics)
        : RecordBatchHandler<LogBlock>(writer, ledger, metrics, NullLogger.Instance)
    {
        public override Lane Lane => Lane.Logs;

        protected override Signal Signal => Signal.Logs;

        protected override RecordDecoder CreateDecoder(LogBlock block) => new LogDecoderWithABug(block);
    }

    private sealed class LogDecoderWithABug(LogBlock block) : LogDecoder(block)
    {
        protected override DropReason? Append(ReadOnlySpan<byte> record, ResourceRow resource, ScopeRow scope) =>
            record.IndexOf(Encoding.UTF8.GetBytes(Explosive)) < 0 ? base.Append(record, resource, scope) : throw new InvalidOperationException(Explosive);
    }
}
