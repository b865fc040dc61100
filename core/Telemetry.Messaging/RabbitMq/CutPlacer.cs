using RabbitMQ.Client;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>
/// Puts a mark at the end of a lane. Not by publishing it: in an alarm the broker takes no publishes, and then the last batch could not be
/// ended and stored. A few marks wait in a queue of their own instead, whose dead letters go to the lane: rejecting one there moves it,
/// inside the broker, also in an alarm.
/// </summary>
internal sealed class CutPlacer(IChannel channel, string queue, PublishLink publisher)
{
    private const int Spare = 4;

    /// <summary>Sees to it that some marks wait.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        uint waiting = await channel.MessageCountAsync(queue, cancellationToken);
        for (uint i = waiting; i < Spare; i++)
        {
            await AddSpareAsync(cancellationToken);
        }
    }

    /// <summary>Puts a mark, if possible; nobody is told when it is lost, so it must be looked out for.</summary>
    public async Task PlaceAsync(CancellationToken cancellationToken)
    {
        if (!await TryMoveSpareAsync(cancellationToken))
        {
            await AddSpareAsync(cancellationToken);
            await TryMoveSpareAsync(cancellationToken);
        }

        await AddSpareAsync(cancellationToken);
    }

    private async Task<bool> TryMoveSpareAsync(CancellationToken cancellationToken)
    {
        BasicGetResult? spare = await channel.BasicGetAsync(queue, autoAck: false, cancellationToken);
        if (spare is not null)
        {
            await channel.BasicRejectAsync(spare.DeliveryTag, requeue: false, cancellationToken);
        }

        return spare is not null;
    }

    /// <summary>Without effect while the broker takes nothing.</summary>
    private Task AddSpareAsync(CancellationToken cancellationToken) =>
        publisher.PublishAsync(queue, MessageHeaders.OfCut(), ReadOnlyMemory<byte>.Empty, cancellationToken);
}
