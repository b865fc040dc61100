using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Storage.Migrations;
using Telemetry.Testing.Engine;
using Xunit;

namespace Telemetry.Storage.Tests.Migrations;

public sealed class MigrationRunnerTests(EngineFixture engine)
{
    [Fact]
    public async Task Run_FreshDatabase_CreatesEveryTable()
    {
        var endpoint = await engine.CreateDatabaseAsync();

        using var client = StorageClient.Create(endpoint);
        var count = await client.ExecuteScalarAsync(
            "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name IN ('otel_logs', 'otel_traces', 'otel_traces_trace_id_ts', 'ingest_ledger')",
            null, null, TestContext.Current.CancellationToken);

        Assert.Equal(4, Convert.ToInt32(count, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Run_TwoAtOnce_EachFileIsAppliedOnce()
    {
        var endpoint = await engine.CreateEmptyDatabaseNameAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync(endpoint)));

        using var client = StorageClient.Create(endpoint);
        var rows = await client.ExecuteScalarAsync(
            "SELECT count() FROM schema_migrations", null, null, TestContext.Current.CancellationToken);
        Assert.Equal(MigrationSource.All.Count, Convert.ToInt32(rows, CultureInfo.InvariantCulture));
    }

    private static Task RunAsync(ClickHouseEndpoint endpoint) =>
        new MigrationRunner(endpoint, NullLogger<MigrationRunner>.Instance).RunAsync(TestContext.Current.CancellationToken);
}
