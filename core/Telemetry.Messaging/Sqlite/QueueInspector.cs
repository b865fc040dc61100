using Microsoft.Data.Sqlite;

namespace Telemetry.Messaging.Sqlite;

/// <summary>Status and dead letters, for operators. Each call opens its own connection: they are rare.</summary>
internal sealed class QueueInspector(QueueFile file, TimeProvider time)
{
    private const string DeadLetterColumns = "id, lane, items, dead_at, reason, length(body)";

    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public (IReadOnlyList<LaneStatus> Lanes, long DeadLetters) ReadStatus()
    {
        using SqliteConnection connection = file.OpenReader();
        using Statement lanes = new(connection, """
            SELECT lane, messages, items, bytes,
                (SELECT published_at FROM message WHERE message.lane = lane.lane ORDER BY seq LIMIT 1)
            FROM lane ORDER BY lane
            """);
        List<LaneStatus> statuses = [];
        while (lanes.Step())
        {
            statuses.Add(new LaneStatus((Lane)lanes.Int64(0), lanes.Int64(1), lanes.Int64(2), lanes.Int64(3), Age(lanes.Int64(4))));
        }

        using Statement count = new(connection, "SELECT count(*) FROM dead_letter");
        count.Step();
        return (statuses, count.Int64(0));
    }

    public IReadOnlyList<DeadLetter> List(int limit)
    {
        using SqliteConnection connection = file.OpenReader();
        using Statement statement = new(connection, $"SELECT {DeadLetterColumns} FROM dead_letter ORDER BY seq LIMIT ?1");
        List<DeadLetter> letters = [];
        statement.Bind(1, limit);
        while (statement.Step())
        {
            letters.Add(ReadLetter(statement, ReadOnlyMemory<byte>.Empty));
        }

        return letters;
    }

    public DeadLetter? Find(Guid id)
    {
        using SqliteConnection connection = file.OpenReader();
        using Statement statement = new(connection, $"SELECT {DeadLetterColumns}, body FROM dead_letter WHERE id = ?1");
        return statement.Bind(1, id).Step() ? ReadLetter(statement, statement.Blob(6).ToArray()) : null;
    }

    private static DeadLetter ReadLetter(Statement row, ReadOnlyMemory<byte> body) => new(
        new QueueMessage(row.Guid(0), (Lane)row.Int64(1), (int)row.Int64(2), body),
        row.Text(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(3)),
        row.Int64(5));

    // The column is NULL, read as zero, when the lane is empty. A clock that was set back gives no negative age.
    private TimeSpan? Age(long publishedAt) => publishedAt == 0
        ? null
        : TimeSpan.FromMilliseconds(Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds() - publishedAt));
}
