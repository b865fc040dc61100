using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Engine;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Ledger;

public sealed class LedgerTests(EngineFixture engine)
{
    private const string Columns = "ingest_ledger (Time, ProjectId, KeyId, Signal, Outcome, Reason, Items, Bytes)";

    [Fact]
    public async Task Ledger_StoredAndDropped_AddUpBySignalAndKey()
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync(), queue: new FixedQueue());
        await InsertAsync(host);

        var ledger = await host.GetAsync<IngestLedger>("/api/v1/projects/1/ingest/ledger?from=2026-11-23T10:00:30Z&to=2026-11-23T11:00:00Z");

        LedgerSignal logs = ledger.Signals.Single(signal => signal.Signal == "logs");
        Assert.Equal((135, 130), (logs.Accepted, logs.Stored));
        Assert.Equal(new Dictionary<string, long> { ["too_old"] = 4, ["malformed"] = 1 }, logs.Dropped);
        Assert.Equal(new Dictionary<string, long> { ["client_sampled"] = 9 }, logs.Unsent);
        Assert.Equal([("1", 100L), ("2", 30L)], logs.Keys.Select(key => (key.KeyId, key.Stored)));
        Assert.Equal(7, ledger.Signals.Single(signal => signal.Signal == "spans").Accepted);
        Assert.Equal(new QueuedItems(3, 40, 1, 0.5), ledger.Queued);
    }

    [Theory]
    [InlineData("from=1700-01-01T00:00:00Z&to=2200-01-01T00:00:00Z", 142)]
    [InlineData("from=2150-01-01T00:00:00Z&to=2200-01-01T00:00:00Z", 0)]
    [InlineData("from=1700-01-01T00:00:00Z&to=1960-01-01T00:00:00Z", 0)]
    [InlineData("from=2026-11-23T10:01:00Z&to=2026-11-23T11:00:00Z", 0)]
    public async Task Ledger_AnyRange_CountsWhatLiesInIt(string range, long accepted)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(await engine.CreateDatabaseAsync());
        await InsertAsync(host, minute: "2026-11-23 10:00:00");

        var ledger = await host.GetAsync<IngestLedger>($"/api/v1/projects/1/ingest/ledger?{range}");

        Assert.Equal(accepted, ledger.Signals.Sum(signal => signal.Accepted));
        Assert.Null(ledger.Queued);
    }

    private static Task InsertAsync(QueryApiHost host, string minute = "2026-11-23 10:00:00") => host.Store.InsertAsync(
        Columns,
        $"('{minute}', 1, 1, 'logs', 'stored', '', 100, 1000)",
        $"('{minute}', 1, 2, 'logs', 'stored', '', 30, 1000)",
        $"('{minute}', 1, 2, 'logs', 'dropped', 'too_old', 4, 0)",
        $"('{minute}', 1, 1, 'logs', 'dropped', 'malformed', 1, 0)",
        $"('{minute}', 1, 1, 'logs', 'unsent', 'client_sampled', 9, 0)",
        $"('{minute}', 1, 1, 'spans', 'stored', '', 7, 0)",
        $"('{minute}', 2, 3, 'logs', 'stored', '', 1000, 0)");

    private sealed class FixedQueue : IQueueGauge
    {
        public ValueTask<QueuedItems?> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult<QueuedItems?>(new QueuedItems(3, 40, 1, 0.5));
    }
}
