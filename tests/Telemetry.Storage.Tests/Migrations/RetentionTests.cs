using Telemetry.Testing;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Migrations;

public sealed class RetentionTests(EngineFixture engine)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retention_DifferentPerProject_DropsExactlyWhatExpired()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();
        await InsertAsync(endpoint, project: 1, retentionDays: 30, "now64(9) - INTERVAL 40 DAY", "numbers(100)");
        await InsertAsync(endpoint, project: 2, retentionDays: 90, "now64(9) - INTERVAL 40 DAY", "numbers(100)");
        await InsertAsync(endpoint, project: 1, retentionDays: 30, "now64(9)", "numbers(100)");

        await Eventually.HoldsAsync(
            async () => await endpoint.CountAsync("SELECT count() FROM otel_logs WHERE ProjectId = 1", Token) == 100, Limit, "the expired records to go", Token);

        Assert.Equal(100, await endpoint.CountAsync("SELECT count() FROM otel_logs WHERE ProjectId = 2", Token));
    }

    [Fact]
    public async Task Retention_RollUps_ExpireToo()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();
        await InsertAsync(endpoint, project: 1, retentionDays: 30, "now64(9) - INTERVAL 40 DAY", "numbers(100)");

        foreach (string table in (string[])["otel_logs", "otel_logs_per_minute", "facets"])
        {
            await Eventually.HoldsAsync(async () => await endpoint.CountAsync($"SELECT count() FROM {table}", Token) == 0, Limit, $"{table} to be empty", Token);
        }
    }

    [Fact]
    public async Task Partition_RecordsThatExpireOnDifferentDays_NeverShareOne()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        // Three projects with retentions of 30, 60 and 90 days, ten days of records each.
        foreach (int retentionDays in (int[])[30, 60, 90])
        {
            await InsertAsync(endpoint, project: retentionDays, retentionDays, "now64(9) - toIntervalDay(number % 10)", "numbers(100)");
        }

        Assert.Equal(0, await endpoint.CountAsync(
            "SELECT count() FROM (SELECT _part, uniqExact(toDate(Timestamp) + RetentionDays) AS days FROM otel_logs GROUP BY _part HAVING days > 1)", Token));
    }

    [Fact]
    public async Task Partition_ClocksAllOverTheRetention_MakeOnePerDay()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        // What the worker lets through: from the retention ago to a day ahead.
        await InsertAsync(endpoint, project: 1, retentionDays: 365, "now64(9) - toIntervalHour(number % (365 * 24)) + INTERVAL 1 DAY", "numbers(20000)");

        Assert.InRange(
            await endpoint.CountAsync("SELECT uniqExact(partition) FROM system.parts WHERE database = currentDatabase() AND table = 'otel_logs' AND active", Token), 1, 367);
    }

    private static Task InsertAsync(ClickHouseEndpoint endpoint, int project, int retentionDays, string timestamp, string source) => endpoint.ExecuteAsync(
        $"""
        INSERT INTO otel_logs (ProjectId, ServiceName, Timestamp, Body, LogAttributes, RetentionDays)
        SELECT {project}, 'shop', {timestamp}, 'a body', map('key', 'value'), {retentionDays} FROM {source}
        SETTINGS max_partitions_per_insert_block = 0
        """,
        Token);
}
