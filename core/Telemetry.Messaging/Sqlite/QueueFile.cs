using Microsoft.Data.Sqlite;

namespace Telemetry.Messaging.Sqlite;

/// <summary>The database file of the queue: where it lies, how a connection to it is opened, and its tables.</summary>
internal sealed class QueueFile(string directory)
{
    // A batch is a range of a lane, not a column of each message: to change a column SQLite rewrites the row with its body.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS message (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            lane INTEGER NOT NULL,
            items INTEGER NOT NULL,
            published_at INTEGER NOT NULL, -- Unix milliseconds
            id BLOB NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS message_by_lane ON message (lane, seq);
        CREATE TABLE IF NOT EXISTS batch (
            id BLOB PRIMARY KEY,
            lane INTEGER NOT NULL,
            first_seq INTEGER NOT NULL,
            last_seq INTEGER NOT NULL,
            attempts INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS dead_letter (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id BLOB NOT NULL UNIQUE,
            lane INTEGER NOT NULL,
            items INTEGER NOT NULL,
            dead_at INTEGER NOT NULL, -- Unix milliseconds
            reason TEXT NOT NULL,
            body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS lane (
            lane INTEGER PRIMARY KEY,
            messages INTEGER NOT NULL,
            items INTEGER NOT NULL,
            bytes INTEGER NOT NULL);
        INSERT OR IGNORE INTO lane VALUES (1, 0, 0, 0), (2, 0, 0, 0), (3, 0, 0, 0), (4, 0, 0, 0), (5, 0, 0, 0), (6, 0, 0, 0);
        """;

    private string DatabasePath => Path.Combine(directory, "queue.db");

    /// <summary>Opens the write connection; makes directory, file and tables when absent.</summary>
    /// <exception cref="SqliteException">The file cannot be opened or is no database.</exception>
    /// <exception cref="IOException">The directory cannot be made.</exception>
    public SqliteConnection OpenWriter()
    {
        Directory.CreateDirectory(directory);
        SqliteConnection connection = Open();
        try
        {
            // The page size counts only before the first table. 64 KiB pages, a checkpoint every 32 MB: measured, docs/adr/0020.
            Execute(connection, "PRAGMA page_size=65536; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=500; PRAGMA journal_size_limit=67108864");
            Execute(connection, Schema);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection for reading; the file must be there.</summary>
    public SqliteConnection OpenReader()
    {
        SqliteConnection connection = Open();
        Execute(connection, "PRAGMA query_only=1");
        return connection;
    }

    /// <summary>The file whose lock makes one process the consumer of a lane.</summary>
    public string ConsumerLockPath(Lane lane) => Path.Combine(directory, $"consumer-{lane.ToString().ToLowerInvariant()}.lock");

    private SqliteConnection Open()
    {
        // No pooling: a pooled connection keeps its file open after Dispose, and a broken one would come back.
        SqliteConnectionStringBuilder builder = new() { DataSource = DatabasePath, Pooling = false, DefaultTimeout = 5 };
        SqliteConnection connection = new(builder.ToString());
        connection.Open();
        // Statement calls SQLite itself, where the connection's timeout does not reach: without this, a writer that meets the other
        // process's writer is refused instead of waiting its turn.
        Execute(connection, "PRAGMA busy_timeout=5000");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
