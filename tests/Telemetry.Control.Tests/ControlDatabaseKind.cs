using Telemetry.Testing.Postgres;

namespace Telemetry.Control.Tests;

/// <summary>A fresh, empty control database of one kind, and any number of openings of it.</summary>
public abstract class ControlDatabaseKind : IAsyncLifetime
{
    /// <summary>Part of its connections' text that no other database has.</summary>
    internal abstract string Mark { get; }

    internal abstract ControlSetup Open(TimeProvider? time = null);

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A file in a directory that does not exist yet.</summary>
public sealed class SqliteControl : ControlDatabaseKind
{
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), "telemetry-control-" + Guid.NewGuid().ToString("N"));

    internal override string Mark => Directory;

    internal override ControlSetup Open(TimeProvider? time = null) => new(time ?? TimeProvider.System, ("Control:Kind", "sqlite"), ("Control:Directory", Directory));

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>A database of a real PostgreSQL.</summary>
public sealed class PostgresControl(PostgresFixture postgres) : ControlDatabaseKind
{
    private string _connection = "";

    internal override string Mark => new Npgsql.NpgsqlConnectionStringBuilder(_connection).Database ?? "";

    internal override ControlSetup Open(TimeProvider? time = null) => new(time ?? TimeProvider.System, ("Control:Kind", "postgres"), ("Control:ConnectionString", _connection));

    public override async ValueTask InitializeAsync() => _connection = await postgres.CreateDatabaseAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
