using Telemetry.Ingest.Worker.Tests.Rows;
using Telemetry.Messaging;
using Telemetry.Model;
using Telemetry.Storage.Native;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Ingest.Worker.Tests.Batches;

/// <summary>A batch stores and books the same, however often and however it is handled. On an engine of its own, which gets killed.</summary>
public sealed class RepetitionTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private static readonly string[] BookedOnce = ["7 70 logs stored - 1000", "8 70 logs stored - 500"];

    [Fact]
    public async Task Handle_Twice_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = LogBatch();

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch);

        await AssertOnceAsync(worker);
    }

    [Fact]
    public async Task Handle_Concurrently_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = LogBatch();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => worker.HandleAsync(batch)));

        await AssertOnceAsync(worker);
    }

    [Fact]
    public async Task Handle_AgainAfterTheEngineWasKilled_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = LogBatch();

        await worker.HandleAsync(batch);
        await engine.KillAsync();
        await engine.RestartAsync();
        await worker.HandleAsync(batch);

        await AssertOnceAsync(worker);
    }

    [Fact]
    public async Task Handle_EngineKilledMeanwhile_StoresAndBooksOnceInTheEnd()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch[] batches = [.. Enumerable.Range(0, 10).Select(_ => LogBatch())];

        for (int kill = 0; kill < 5; kill++)
        {
            Task handling = HandleAllAsync(worker, batches);
            await engine.KillAsync();
            await handling;
            await engine.RestartAsync();
        }

        Assert.True(await HandleAllAsync(worker, batches));
        Assert.Equal(batches.Length * 1500, await worker.CountAsync("otel_logs"));
        Assert.Equal(["7 70 logs stored - 10000", "8 70 logs stored - 5000"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_RowsInManyPartitionsTwice_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        int day = 0;
        TestBatch batch = TestBatch.Of(
            Lane.Logs,
            [Frames.Of(new LogsRequestBuilder().WithRecords(200, record => record.TimeUnixNano = Frames.ReceivedAt.AddDays(-(day++ % 100)).UnixNanoseconds()).Build(), retentionDays: 120)]);

        await Task.WhenAll(worker.HandleAsync(batch), worker.HandleAsync(batch));
        await worker.HandleAsync(batch);

        Assert.Equal(200, await worker.CountAsync("otel_logs"));
        Assert.Equal(["7 70 logs stored - 200"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_SpansWithDropsTwice_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Spans, [Frames.Of(new SpansRequestBuilder().WithSpans(10).WithSpans(3, span => span.SpanId = OtlpValues.Hex("00")).Build())]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch);

        Assert.Equal(10, await worker.CountAsync("otel_traces"));
        Assert.Equal(["7 70 spans dropped invalid_id 3", "7 70 spans stored - 10"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_MoreThanABlockTwice_StoresAndBooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        int records = (NativeBlock.MaxRows * 2) + 1000;
        IntakeFrame frame = Frames.Of(new LogsRequestBuilder().WithRecords(records).Build());
        TestBatch batch = TestBatch.Of(Lane.Logs, [frame]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch);

        Assert.Equal(records, await worker.CountAsync("(SELECT DISTINCT TraceId FROM otel_logs)"));
        Assert.Equal(records, await worker.CountAsync("otel_logs"));
        Assert.Equal([$"7 70 logs stored - {records}"], await worker.LedgerAsync());
    }

    [Fact]
    public async Task Handle_LedgerFramesTwice_BooksOnce()
    {
        await using WorkerHost worker = await WorkerHost.CreateAsync(engine);
        TestBatch batch = TestBatch.Of(Lane.Ledger, [LedgerBatchHandlerTests.Frame(DropReason.RateLimited, 12, 400)]);

        await worker.HandleAsync(batch);
        await worker.HandleAsync(batch);

        Assert.Equal(["7 70 logs dropped rate_limited 12"], await worker.LedgerAsync());
    }

    /// <summary>True when every batch went through.</summary>
    private static async Task<bool> HandleAllAsync(WorkerHost worker, TestBatch[] batches)
    {
        bool all = true;
        foreach (TestBatch batch in batches)
        {
            try
            {
                await worker.HandleAsync(batch);
            }
            catch (InsertFailedException)
            {
                all = false;
            }
        }

        return all;
    }

    private static TestBatch LogBatch() => TestBatch.Of(
        Lane.Logs,
        [Frames.Of(new LogsRequestBuilder().WithRecords(400).Build()), Frames.Of(new LogsRequestBuilder().NumberedFrom(1000).WithRecords(600).Build())],
        [Frames.Of(new LogsRequestBuilder().NumberedFrom(2000).WithRecords(500).Build(), project: 8)]);

    private static async Task AssertOnceAsync(WorkerHost worker)
    {
        Assert.Equal(1500, await worker.CountAsync("otel_logs"));
        Assert.Equal(BookedOnce, await worker.LedgerAsync());
        // What stands behind the table must not count twice either.
        Assert.Equal(1500, await worker.Endpoint.CountAsync("SELECT sum(Items) FROM otel_logs_per_minute", TestContext.Current.CancellationToken));
    }
}
