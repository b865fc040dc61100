using Microsoft.Data.Sqlite;

namespace Telemetry.Messaging.Sqlite;

/// <summary>The write connection with its prepared statements. Used by the writer thread alone, always inside a transaction.</summary>
internal sealed class WriteSession(SqliteConnection connection, TimeProvider time) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly Statement _commit = new(connection, "COMMIT");

    private readonly Statement _insertMessage = new(
        connection, "INSERT INTO message (lane, items, published_at, id, body) VALUES (?1, ?2, ?3, ?4, ?5)");

    private readonly Statement _addToLane = new(
        connection, "UPDATE lane SET messages = messages + ?2, items = items + ?3, bytes = bytes + ?4 WHERE lane = ?1");

    private readonly Statement _sumBytes = new(connection, "SELECT sum(bytes) FROM lane");
    private readonly Statement _insertBatch = new(connection, "INSERT INTO batch VALUES (?1, ?2, ?3, ?4, 1)");
    private readonly Statement _countAttempt = new(connection, "UPDATE batch SET attempts = attempts + 1 WHERE id = ?1 RETURNING attempts");
    private readonly Statement _deleteBatch = new(connection, "DELETE FROM batch WHERE id = ?1");

    private readonly Statement _measureRange = new(
        connection,
        "SELECT count(*), ifnull(sum(items), 0), ifnull(sum(length(body)), 0) FROM message WHERE lane = ?1 AND seq BETWEEN ?2 AND ?3");

    private readonly Statement _deleteRange = new(connection, "DELETE FROM message WHERE lane = ?1 AND seq BETWEEN ?2 AND ?3");

    private readonly Statement _insertDeadLetters = new(connection, """
        INSERT OR IGNORE INTO dead_letter (id, lane, items, dead_at, reason, body)
        SELECT id, lane, items, ?4, ?5, body FROM message WHERE lane = ?1 AND seq BETWEEN ?2 AND ?3
        """);

    private readonly Statement _insertReplay = new(connection, """
        INSERT INTO message (lane, items, published_at, id, body)
        SELECT lane, items, ?2, id, body FROM dead_letter WHERE id = ?1
        RETURNING lane, items, length(body)
        """);

    private readonly Statement _deleteDeadLetter = new(connection, "DELETE FROM dead_letter WHERE id = ?1");
    private readonly LaneDelta[] _deltas = new LaneDelta[(int)Enum.GetValues<Lane>().Max() + 1];

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Begin() => _begin.Run();

    /// <summary>Commits, which waits for the disk, and returns the bytes of bodies now in the file.</summary>
    public long Commit()
    {
        for (int lane = 0; lane < _deltas.Length; lane++)
        {
            LaneDelta delta = _deltas[lane];
            if (delta != default)
            {
                _addToLane.Bind(1, lane).Bind(2, delta.Messages).Bind(3, delta.Items).Bind(4, delta.Bytes).Run();
            }
        }

        Array.Clear(_deltas);
        _sumBytes.Step();
        long bytes = _sumBytes.Int64(0);
        _sumBytes.Reset();
        _commit.Run();
        return bytes;
    }

    public void InsertMessage(in QueueMessage message)
    {
        _insertMessage.Bind(1, (long)message.Lane).Bind(2, message.ItemCount).Bind(3, Now).Bind(4, message.Id).Bind(5, message.Body.Span).Run();
        Add(message.Lane, 1, message.ItemCount, message.Body.Length);
    }

    public void InsertBatch(Guid id, SequenceRange range) =>
        _insertBatch.Bind(1, id).Bind(2, (long)range.Lane).Bind(3, range.First).Bind(4, range.Last).Run();

    /// <summary>Counts a delivery of a batch that was delivered before; zero when the batch is gone.</summary>
    public int CountAttempt(Guid id)
    {
        _countAttempt.Bind(1, id);
        int attempts = _countAttempt.Step() ? (int)_countAttempt.Int64(0) : 0;
        _countAttempt.Reset();
        return attempts;
    }

    /// <summary>Deletes a batch with its messages. Again: no effect, so that it may be repeated when the answer was lost.</summary>
    public void DeleteBatch(Guid id, SequenceRange range)
    {
        if (_deleteBatch.Bind(1, id).Run() == 1)
        {
            DeleteRange(range);
        }
    }

    /// <summary>Moves the messages of a range to the dead letters.</summary>
    public void DeadLetter(SequenceRange range, string reason)
    {
        Bind(_insertDeadLetters, range).Bind(4, Now).Bind(5, reason).Run();
        DeleteRange(range);
    }

    /// <summary>Puts a dead letter back at the end of its lane; false when there is none.</summary>
    public bool Replay(Guid id)
    {
        if (!_insertReplay.Bind(1, id).Bind(2, Now).Step())
        {
            return false;
        }

        Add((Lane)_insertReplay.Int64(0), 1, _insertReplay.Int64(1), _insertReplay.Int64(2));
        _insertReplay.Run();
        return DeleteDeadLetter(id);
    }

    public bool DeleteDeadLetter(Guid id) => _deleteDeadLetter.Bind(1, id).Run() == 1;

    /// <summary>Closing rolls an open transaction back.</summary>
    public void Dispose()
    {
        // SQLite does not close a file as long as a statement of it lives.
        foreach (Statement statement in new[]
        {
            _begin, _commit, _insertMessage, _addToLane, _sumBytes, _insertBatch, _countAttempt, _deleteBatch, _measureRange, _deleteRange,
            _insertDeadLetters, _insertReplay, _deleteDeadLetter,
        })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private static Statement Bind(Statement statement, SequenceRange range) =>
        statement.Bind(1, (long)range.Lane).Bind(2, range.First).Bind(3, range.Last);

    private void DeleteRange(SequenceRange range)
    {
        Bind(_measureRange, range).Step();
        Add(range.Lane, -_measureRange.Int64(0), -_measureRange.Int64(1), -_measureRange.Int64(2));
        _measureRange.Reset();
        Bind(_deleteRange, range).Run();
    }

    private void Add(Lane lane, long messages, long items, long bytes)
    {
        ref LaneDelta delta = ref _deltas[(int)lane];
        delta = new LaneDelta(delta.Messages + messages, delta.Items + items, delta.Bytes + bytes);
    }

    private readonly record struct LaneDelta(long Messages, long Items, long Bytes);
}

/// <summary>The messages of a lane from one sequence number to another, both included.</summary>
internal readonly record struct SequenceRange(Lane Lane, long First, long Last);
