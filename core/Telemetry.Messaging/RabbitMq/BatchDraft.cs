using System.Security.Cryptography;
using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>The batch that is being gathered: deliveries in order, until a mark or a limit ends it.</summary>
internal sealed class BatchDraft(Lane lane, BatchLimits limits, int maxMessages, long startedAt)
{
    private readonly BatchFill _fill = new(limits, maxMessages);
    private readonly List<QueueMessage> _messages = [];
    private readonly List<BodyCopy> _bodies = [];
    private ulong _lastTag;
    private int _earlier;

    /// <summary>When its first message came, as <see cref="TimeProvider.GetTimestamp"/> counts.</summary>
    public long StartedAt => startedAt;

    public int Count => _fill.Count;

    public bool IsFull => _fill.IsFull;

    /// <summary>False: the batch ends before this one.</summary>
    public bool TryAdd(in Delivery delivery)
    {
        if (!_fill.TryAdd(delivery.Message.ItemCount, delivery.Message.Body.Length))
        {
            return false;
        }

        _messages.Add(delivery.Message);
        _bodies.Add(delivery.Body);
        _earlier = Math.Max(_earlier, delivery.Earlier);
        _lastTag = delivery.Tag;
        return true;
    }

    /// <summary>The mark is acknowledged with the batch that it ends.</summary>
    public void End(in Delivery cut) => _lastTag = cut.Tag;

    public RabbitMqBatch ToBatch(LaneSession session, Settlements settlements, BodyArena arena) => new(session, settlements.Add(_lastTag, Count), arena, _bodies)
    {
        Id = Identity(),
        Lane = lane,
        Attempt = _earlier + 1,
        Messages = _messages,
    };

    /// <summary>
    /// A function of the messages and nothing else, so that whoever cuts the same batch finds the same id, without having written it down.
    /// </summary>
    private Guid Identity()
    {
        byte[] ids = new byte[16 * _messages.Count];
        for (int i = 0; i < _messages.Count; i++)
        {
            _messages[i].Id.TryWriteBytes(ids.AsSpan(16 * i), bigEndian: true, out _);
        }

        return new Guid(SHA256.HashData(ids).AsSpan(0, 16), bigEndian: true);
    }
}
