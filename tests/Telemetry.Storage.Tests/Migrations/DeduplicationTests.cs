using Telemetry.Storage.Tests.Engine;
using Telemetry.Testing;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Migrations;

/// <summary>What the exactly-once effect rests on: the same token twice stores once, in the table and in every view behind it.</summary>
public sealed class DeduplicationTests(EngineFixture engine)
{
    private const int Rows = 1000;

    private static readonly (string Table, string Sum)[] LogTables =
        [("otel_logs", "count()"), ("otel_logs_per_minute", "sum(Items)"), ("facets", "sumIf(Items, Key = 'service')")];

    private static readonly (string Table, string Sum)[] SpanTables =
        [("otel_traces", "count()"), ("otel_traces_trace_id_ts", "count()"), ("facets", "sumIf(Items, Key = 'service')")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logs_SameTokenTwice_AreStoredOnceEverywhere()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        await InsertLogsAsync(endpoint, "batch-1");
        await InsertLogsAsync(endpoint, "batch-1");

        await AssertSumsAsync(endpoint, LogTables, Rows);
    }

    [Fact]
    public async Task Logs_SameTokenAtTheSameTime_AreStoredOnceEverywhere()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => InsertLogsAsync(endpoint, "batch-1")));

        await AssertSumsAsync(endpoint, LogTables, Rows);
    }

    [Fact]
    public async Task Logs_OtherTokenSameRows_AreStoredAgain()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        await InsertLogsAsync(endpoint, "batch-1");
        await InsertLogsAsync(endpoint, "batch-2");

        await AssertSumsAsync(endpoint, LogTables, 2 * Rows);
    }

    [Fact]
    public async Task Spans_SameTokenTwice_AreStoredOnceEverywhere()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        await InsertSpansAsync(endpoint, "batch-1");
        await InsertSpansAsync(endpoint, "batch-1");

        await AssertSumsAsync(endpoint, SpanTables, Rows);
    }

    [Fact]
    public async Task Ledger_SameTokenTwice_IsCountedOnce()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        for (int i = 0; i < 2; i++)
        {
            await endpoint.ExecuteAsync(
                "INSERT INTO ingest_ledger (Time, ProjectId, Signal, Items) SETTINGS insert_deduplication_token = 'batch-1' FORMAT JSONEachRow {\"Time\": 1800000000, \"ProjectId\": 1, \"Signal\": \"logs\", \"Items\": 5}",
                Token);
        }

        Assert.Equal(5, await endpoint.CountAsync("SELECT sum(Items) FROM ingest_ledger", Token));
    }

    [Fact]
    public async Task Logs_SameTokenAfterTheEngineWasKilled_AreStoredOnceEverywhere()
    {
        using TemporaryDirectory directory = new();
        await using StorageHost host = new(directory.Path);
        await host.StartReadyAsync();
        await InsertLogsAsync(host.Endpoint, "batch-1");

        int killed = Assert.NotNull(EngineProcesses.Find(directory.Path));
        EngineProcesses.Kill(killed);
        await Eventually.HoldsAsync(() => !host.Readiness.IsReady, TimeSpan.FromSeconds(30), "readiness lost", Token);
        await host.WaitUntilReadyAsync();
        await InsertLogsAsync(host.Endpoint, "batch-1");

        await AssertSumsAsync(host.Endpoint, LogTables, Rows);
    }

    private static Task InsertLogsAsync(ClickHouseEndpoint endpoint, string token) => InsertAsync(
        endpoint,
        token,
        "otel_logs (ProjectId, ServiceName, Timestamp, Body, RetentionDays)",
        number => $$"""{"ProjectId": 1, "ServiceName": "shop", "Timestamp": "2100-01-{{1 + (number % 2):00}} 00:00:00", "Body": "number {{number}}", "RetentionDays": 30}""");

    private static Task InsertSpansAsync(ClickHouseEndpoint endpoint, string token) => InsertAsync(
        endpoint,
        token,
        "otel_traces (ProjectId, ServiceName, Timestamp, TraceId, RetentionDays)",
        number => $$"""{"ProjectId": 1, "ServiceName": "shop", "Timestamp": "2100-01-01 00:00:00", "TraceId": "{{number:x32}}", "RetentionDays": 30}""");

    private static Task InsertAsync(ClickHouseEndpoint endpoint, string token, string target, Func<int, string> row) => endpoint.ExecuteAsync(
        $"INSERT INTO {target} SETTINGS insert_deduplication_token = '{token}' FORMAT JSONEachRow {string.Join('\n', Enumerable.Range(0, Rows).Select(row))}", Token);

    private static async Task AssertSumsAsync(ClickHouseEndpoint endpoint, (string Table, string Sum)[] tables, int expected)
    {
        foreach ((string table, string sum) in tables)
        {
            Assert.Equal((table, expected), (table, await endpoint.CountAsync($"SELECT {sum} FROM {table}", Token)));
        }
    }
}
