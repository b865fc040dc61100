using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Telemetry.Control.Projects;

namespace Telemetry.Control.Migrations;

/// <summary>Brings the schema up to date: forward only, each step once, all in one transaction that two processes cannot be in at once.</summary>
internal static class ControlMigrator
{
    // Any number will do, as long as it is always this one.
    private const string PostgresLock = "SELECT pg_advisory_xact_lock(7301001)";

    private const string CreateHistory = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            name TEXT NOT NULL PRIMARY KEY,
            checksum TEXT NOT NULL,
            applied_at_milliseconds BIGINT NOT NULL
        )
        """;

    public static async Task RunAsync(
        IDbContextFactory<ControlContext> contexts, ControlOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options is { Kind: ControlKind.Sqlite, Directory: { } directory })
        {
            Directory.CreateDirectory(directory);
        }

        await using ControlContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        if (options.Kind == ControlKind.Sqlite)
        {
            // Readers must not wait for the writer; a property of the file, and not possible inside a transaction.
            await ExecuteAsync(context, "PRAGMA journal_mode = WAL", cancellationToken);
        }

        // With SQLite this is BEGIN IMMEDIATE: the write lock is taken before anything is read.
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (options.Kind == ControlKind.Postgres)
        {
            await ExecuteAsync(context, PostgresLock, cancellationToken);
        }

        await ApplyAsync(context, MigrationScript.All(options.Kind), time, cancellationToken);
        await FirstProject.EnsureAsync(context, time, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ApplyAsync(
        ControlContext context, IReadOnlyList<MigrationScript> scripts, TimeProvider time, CancellationToken cancellationToken)
    {
        await ExecuteAsync(context, CreateHistory, cancellationToken);
        Dictionary<string, string> applied = await ReadAppliedAsync(context, cancellationToken);
        foreach (MigrationScript script in scripts)
        {
            if (!applied.Remove(script.Name, out string? checksum))
            {
                await ExecuteAsync(context, script.Sql, cancellationToken);
                await RecordAsync(context, script, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
            }
            else if (checksum != script.Checksum)
            {
                throw new InvalidOperationException($"Migration {script.Name} was changed after it ran here; use the version of the server that wrote this database, or a later one.");
            }
        }

        if (applied.Count > 0)
        {
            throw new InvalidOperationException($"A newer version of the server wrote this database ({string.Join(", ", applied.Keys.Order(StringComparer.Ordinal))}); use that version or a later one.");
        }
    }

    private static async Task<Dictionary<string, string>> ReadAppliedAsync(ControlContext context, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(context, "SELECT name, checksum FROM schema_migrations");
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    private static Task RecordAsync(ControlContext context, MigrationScript script, long now, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"INSERT INTO schema_migrations (name, checksum, applied_at_milliseconds) VALUES ({script.Name}, {script.Checksum}, {now})", cancellationToken);

    private static async Task ExecuteAsync(ControlContext context, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = Command(context, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(ControlContext context, string sql)
    {
        DbCommand command = context.Database.GetDbConnection().CreateCommand();
        // Only our own embedded scripts and constants come here.
        command.CommandText = sql;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
