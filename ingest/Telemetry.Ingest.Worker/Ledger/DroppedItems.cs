using System.Buffers.Binary;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Ledger;

/// <summary>The payload of a frame in the ledger's lane: a byte with the reason, then eight with the count of bytes, little-endian.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Bytes">Bytes on the wire.</param>
internal readonly record struct DroppedItems(DropReason Reason, long Bytes)
{
    private const int Length = sizeof(byte) + sizeof(long);

    /// <summary>Reads it. False when it is something else.</summary>
    public static bool TryRead(in IntakeFrame frame, out DroppedItems dropped)
    {
        ReadOnlySpan<byte> payload = frame.Payload.Span;
        bool isWhole = payload.Length == Length && frame.ItemCount >= 0 && BinaryPrimitives.ReadInt64LittleEndian(payload[1..]) >= 0;
        dropped = isWhole ? new DroppedItems((DropReason)payload[0], BinaryPrimitives.ReadInt64LittleEndian(payload[1..])) : default;
        return isWhole;
    }
}
