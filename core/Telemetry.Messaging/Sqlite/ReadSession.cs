using Microsoft.Data.Sqlite;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.Sqlite;

/// <summary>A read connection with the prepared statements of a consumer. One caller at a time.</summary>
internal sealed class ReadSession(SqliteConnection connection, BodyArena arena) : IDisposable
{
    private readonly Statement _batches = new(
        connection, "SELECT id, first_seq, last_seq FROM batch WHERE lane = ?1 ORDER BY first_seq");

    private readonly Statement _sizes = new(
        connection, "SELECT seq, items, length(body) FROM message WHERE lane = ?1 AND seq > ?2 ORDER BY seq");

    private readonly Statement _messages = new(
        connection, "SELECT seq, id, items, body FROM message WHERE lane = ?1 AND seq BETWEEN ?2 AND ?3 ORDER BY seq");

    /// <summary>The batches that were delivered and not acknowledged, oldest first.</summary>
    public List<StoredBatch> ReadBatches(Lane lane)
    {
        List<StoredBatch> batches = [];
        _batches.Bind(1, (long)lane);
        while (_batches.Step())
        {
            batches.Add(new StoredBatch(_batches.Guid(0), new SequenceRange(lane, _batches.Int64(1), _batches.Int64(2))));
        }

        return batches;
    }

    /// <summary>Adds the messages behind those already gathered, until the gathering is full.</summary>
    public void Gather(Gathering gathering)
    {
        _sizes.Bind(1, (long)gathering.Range.Lane).Bind(2, gathering.Range.Last);
        while (!gathering.IsFull && _sizes.Step())
        {
            gathering.TryAdd(_sizes.Int64(0), (int)_sizes.Int64(1), _sizes.Int64(2));
        }

        _sizes.Reset();
    }

    /// <summary>The messages of a batch with their bodies; null when none is left.</summary>
    public SqliteBatch? ReadMessages(StoredBatch stored, int attempt)
    {
        List<QueueMessage> messages = [];
        List<long> sequences = [];
        List<BodyCopy> bodies = [];
        _messages.Bind(1, (long)stored.Range.Lane).Bind(2, stored.Range.First).Bind(3, stored.Range.Last);
        while (_messages.Step())
        {
            BodyCopy body = arena.Copy(_messages.Blob(3));
            bodies.Add(body);
            sequences.Add(_messages.Int64(0));
            messages.Add(new QueueMessage(_messages.Guid(1), stored.Range.Lane, (int)_messages.Int64(2), body.Memory));
        }

        return messages.Count == 0
            ? null
            : new SqliteBatch(arena, bodies)
            {
                Id = stored.Id,
                Lane = stored.Range.Lane,
                Attempt = attempt,
                Messages = messages,
                Range = stored.Range,
                Sequences = sequences,
            };
    }

    public void Dispose()
    {
        _batches.Dispose();
        _sizes.Dispose();
        _messages.Dispose();
        connection.Dispose();
    }
}

/// <summary>A batch as the file has it.</summary>
internal readonly record struct StoredBatch(Guid Id, SequenceRange Range);
