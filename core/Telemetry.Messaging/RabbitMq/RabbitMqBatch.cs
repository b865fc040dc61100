using System.Buffers;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>A batch of one session of a lane.</summary>
internal sealed class RabbitMqBatch(LaneSession session, Settlement settlement, List<byte[]> buffers) : DeliveredBatch
{
    public LaneSession Session => session;

    public Settlement Settlement => settlement;

    protected override void Dispose(bool disposing)
    {
        foreach (byte[] buffer in buffers)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffers.Clear();
    }
}
