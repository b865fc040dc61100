using Microsoft.Data.Sqlite;

namespace Telemetry.Messaging.Sqlite;

/// <summary>Tells whether anybody has committed since it was last asked (<c>PRAGMA data_version</c>).</summary>
internal sealed class DataVersion(QueueFile file) : IDisposable
{
    private SqliteConnection? _connection;
    private SqliteCommand? _command;
    private long _last = -1;

    /// <summary>True at the first call, after a commit, and whenever the file cannot be read: then the reader finds out why.</summary>
    public bool HasChanged()
    {
        try
        {
            long version = Read();
            bool changed = version != _last;
            _last = version;
            return changed;
        }
        catch (SqliteException)
        {
            Dispose();
            return true;
        }
    }

    public void Dispose()
    {
        _command?.Dispose();
        _connection?.Dispose();
        (_command, _connection) = (null, null);
    }

    private long Read()
    {
        if (_command is null)
        {
            _connection = file.OpenReader();
            _command = _connection.CreateCommand();
            _command.CommandText = "PRAGMA data_version";
        }

        return (long)(_command.ExecuteScalar() ?? 0L);
    }
}
