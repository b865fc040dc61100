using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>A batch of one session of a lane.</summary>
internal sealed class RabbitMqBatch(LaneSession session, Settlement settlement, BodyArena arena, List<BodyCopy> bodies) : DeliveredBatch
{
    public LaneSession Session => session;

    public Settlement Settlement => settlement;

    protected override void Dispose(bool disposing)
    {
        foreach (BodyCopy body in bodies)
        {
            arena.Return(body);
        }

        bodies.Clear();
    }
}
