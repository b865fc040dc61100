using System.Globalization;
using ClickHouse.Driver;
using Microsoft.Extensions.Logging;

namespace Telemetry.Storage.Migrations;

/// <summary>
/// Brings the database to this version's schema: forward only, each file once, one process at a time. A crash in the middle of a file is
/// healed by running the file again, so every statement in one must be repeatable.
/// </summary>
internal sealed partial class MigrationRunner(ClickHouseEndpoint endpoint, ILogger<MigrationRunner> logger)
{
    private const string HistoryTable = "schema_migrations";

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="MigrationRefusedException">The database was made by other files than ours.</exception>
    /// <exception cref="ClickHouseServerException">The store refuses a statement.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(MigrationSource.All, cancellationToken);

    /// <summary>Applies these.</summary>
    internal async Task RunAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        using var client = StorageClient.Create(endpoint);
        await using var held = await MigrationLock.AcquireAsync(client, endpoint.Database, cancellationToken);

        await CreateHistoryAsync(client, cancellationToken);
        var applied = await ReadHistoryAsync(client, cancellationToken);
        RefuseForeignHistory(migrations, applied);

        foreach (var migration in migrations.Where(migration => !applied.ContainsKey(migration.Version)))
        {
            await ApplyAsync(client, migration, cancellationToken);
        }
    }

    private void RefuseForeignHistory(IReadOnlyList<Migration> migrations, Dictionary<int, AppliedMigration> applied)
    {
        var known = migrations.ToDictionary(migration => migration.Version);
        foreach (var (version, row) in applied)
        {
            if (!known.TryGetValue(version, out var migration))
            {
                throw new MigrationRefusedException(
                    $"The database {endpoint.Database} has migration {row.Name}, which this version does not know: it was made by a newer version. Start that one.");
            }

            if (migration.Checksum != row.Checksum)
            {
                throw new MigrationRefusedException(
                    $"Migration {migration.Name} was changed after it had been applied to the database {endpoint.Database}: restore the file, and put the change into a new one.");
            }
        }
    }

    private async Task ApplyAsync(ClickHouseClient client, Migration migration, CancellationToken cancellationToken)
    {
        foreach (var statement in MigrationRenderer.Render(migration.Text, endpoint.Cluster))
        {
            await client.ExecuteNonQueryAsync(statement, null, null, cancellationToken);
        }

        // Names and checksums are ours, from files: nothing here comes from outside.
        await client.ExecuteNonQueryAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO {HistoryTable} (Version, Name, Checksum) VALUES ({migration.Version}, '{migration.Name}', '{migration.Checksum}')"),
            null,
            null,
            cancellationToken);
        LogApplied(migration.Name, endpoint.Database);
    }

    private async Task CreateHistoryAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        var onCluster = endpoint.Cluster is null ? string.Empty : $" ON CLUSTER '{endpoint.Cluster}'";

        // The same path on every shard: the history is the whole cluster's.
        var engine = endpoint.Cluster is null
            ? "MergeTree"
            : "ReplicatedMergeTree('/clickhouse/tables/{database}/schema_migrations', '{shard}-{replica}')";
        await client.ExecuteNonQueryAsync(
            $"CREATE DATABASE IF NOT EXISTS `{endpoint.Database}`{onCluster}", null, new QueryOptions { Database = "system" }, cancellationToken);
        await client.ExecuteNonQueryAsync(
            $"""
            CREATE TABLE IF NOT EXISTS {HistoryTable}{onCluster}
            (
                Version UInt32,
                Name String,
                Checksum String,
                AppliedAt DateTime DEFAULT now()
            )
            ENGINE = {engine}
            ORDER BY Version
            """,
            null,
            null,
            cancellationToken);
    }

    private static async Task<Dictionary<int, AppliedMigration>> ReadHistoryAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, AppliedMigration>();
        using var reader = await client.ExecuteReaderAsync(
            $"SELECT toInt32(Version), Name, Checksum FROM {HistoryTable} ORDER BY Version", null, null, cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied[reader.GetInt32(0)] = new AppliedMigration(reader.GetString(1), reader.GetString(2));
        }

        return applied;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Migration} to the database {Database}.")]
    private partial void LogApplied(string migration, string database);

    private sealed record AppliedMigration(string Name, string Checksum);
}
