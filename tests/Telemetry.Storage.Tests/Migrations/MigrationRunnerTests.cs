using ClickHouse.Driver;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Storage.Migrations;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Migrations;

public sealed class MigrationRunnerTests(EngineFixture engine)
{
    private static readonly Migration First = new(1, "0001_create_first", "-- One.\nCREATE TABLE IF NOT EXISTS first (A UInt8) ENGINE = MergeTree ORDER BY A;\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_FreshDatabase_CreatesEveryTable()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        IEnumerable<string?> tables = (await endpoint.QueryAsync("SELECT name FROM system.tables WHERE database = currentDatabase() AND engine NOT LIKE '%View' ORDER BY name", Token))
            .Select(row => row.GetProperty("name").GetString());

        Assert.Equal(["attachments", "crash_counts", "crash_distributions", "crash_ids", "crashes", "facets", "ingest_ledger", "otel_logs", "otel_logs_per_minute", "otel_traces", "otel_traces_trace_id_ts", "release_distributions", "schema_migrations", "sessions", "user_feedback"], tables);
    }

    [Fact]
    public async Task Run_SeveralAtOnce_AppliesEachFileOnce()
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Runner(endpoint).RunAsync(Token)));

        Assert.Equal(MigrationSource.All.Count, await endpoint.CountAsync("SELECT count() FROM schema_migrations", Token));
    }

    [Fact]
    public async Task Run_EveryStatementTwice_IsHarmless()
    {
        ClickHouseEndpoint endpoint = await engine.CreateDatabaseAsync();

        foreach (string statement in MigrationSource.All.SelectMany(migration => MigrationRenderer.Render(migration.Text, cluster: null)))
        {
            await endpoint.ExecuteAsync(statement, Token);
        }
    }

    [Fact]
    public async Task Run_BrokeOffInTheMiddle_FinishesNextTime()
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();
        Migration broken = new(2, "0002_create_second", "-- Two.\nCREATE TABLE IF NOT EXISTS second (A UInt8) ENGINE = MergeTree ORDER BY A;\n\nCREATE TABLE third (A Nonsense) ENGINE = MergeTree ORDER BY A;\n");
        await Assert.ThrowsAsync<ClickHouseServerException>(() => Runner(endpoint).RunAsync([First, broken], Token));

        await Runner(endpoint).RunAsync([First, broken with { Text = broken.Text.Replace("Nonsense", "UInt8", StringComparison.Ordinal) }], Token);

        Assert.Equal(3, await endpoint.CountAsync("SELECT count() FROM system.tables WHERE database = currentDatabase() AND name IN ('first', 'second', 'third')", Token));
        Assert.Equal(2, await endpoint.CountAsync("SELECT count() FROM schema_migrations", Token));
    }

    [Fact]
    public async Task Run_AppliedFileChanged_IsRefusedByName()
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();
        await Runner(endpoint).RunAsync([First], Token);

        MigrationRefusedException refusal = await Assert.ThrowsAsync<MigrationRefusedException>(
            () => Runner(endpoint).RunAsync([First with { Text = First.Text + "-- Changed.\n" }], Token));

        Assert.Equal(
            $"Migration 0001_create_first was changed after it had been applied to the database {endpoint.Database}: restore the file, and put the change into a new one.",
            refusal.Message);
    }

    [Fact]
    public async Task Run_DatabaseOfANewerVersion_IsRefused()
    {
        ClickHouseEndpoint endpoint = await engine.CreateEmptyDatabaseNameAsync();
        await Runner(endpoint).RunAsync([First, First with { Version = 2, Name = "0002_create_future" }], Token);

        MigrationRefusedException refusal = await Assert.ThrowsAsync<MigrationRefusedException>(() => Runner(endpoint).RunAsync([First], Token));

        Assert.Contains("0002_create_future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checksum_OtherLineEndings_IsTheSame() =>
        Assert.Equal(First.Checksum, (First with { Text = First.Text.ReplaceLineEndings("\r\n") }).Checksum);

    private static MigrationRunner Runner(ClickHouseEndpoint endpoint) => new(endpoint, NullLogger<MigrationRunner>.Instance);
}
