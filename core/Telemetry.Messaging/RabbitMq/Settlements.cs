using RabbitMQ.Client;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// Acknowledges batches in the order in which they were cut, each by one <c>basic.ack multiple</c>, which the broker applies as a whole. A
/// batch that is settled before an older one waits for it, since its acknowledgement would cover the older one's messages too.
/// </summary>
internal sealed class Settlements(IChannel channel)
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<Settlement> _open = new();

    /// <summary>Messages in batches that are not acknowledged yet.</summary>
    public int OpenMessages
    {
        get
        {
            lock (_open)
            {
                return _open.Sum(settlement => settlement.Messages);
            }
        }
    }

    /// <summary>Adds a batch that ends with a tag; one without messages is settled from the start.</summary>
    public Settlement Add(ulong lastTag, int messages)
    {
        Settlement settlement = new(lastTag, messages);
        lock (_open)
        {
            _open.Enqueue(settlement);
        }

        return settlement;
    }

    public async Task SettleAsync(Settlement settlement, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ulong tag = TakeSettled(settlement);
            if (tag > 0)
            {
                await channel.BasicAckAsync(tag, multiple: true, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The last tag of the settled batches at the head; zero when there is none.</summary>
    private ulong TakeSettled(Settlement settlement)
    {
        ulong tag = 0;
        lock (_open)
        {
            settlement.IsSettled = true;
            while (_open.TryPeek(out Settlement? oldest) && oldest.IsSettled)
            {
                tag = _open.Dequeue().LastTag;
            }
        }

        return tag;
    }
}

/// <summary>A batch that waits for its acknowledgement.</summary>
internal sealed class Settlement(ulong lastTag, int messages)
{
    public ulong LastTag => lastTag;

    public int Messages => messages;

    public bool IsSettled { get; set; }
}
