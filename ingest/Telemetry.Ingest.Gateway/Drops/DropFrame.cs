using System.Buffers.Binary;
using Telemetry.Messaging;

namespace Telemetry.Ingest.Gateway.Drops;

/// <summary>A frame of <see cref="Lane.Ledger"/>: its payload is a byte of the reason, then eight bytes, little-endian, of the byte count.</summary>
internal static class DropFrame
{
    private const int PayloadBytes = 1 + sizeof(long);

    /// <summary>The frame for a sum. Items above what a frame can count are cut; that many in a second do not occur.</summary>
    public static IntakeFrame Create(in DropKey key, in DropSum sum, ushort retentionDays, long receivedAtUnixNanoseconds)
    {
        byte[] payload = new byte[PayloadBytes];
        payload[0] = (byte)key.Reason;
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(1), sum.Bytes);
        int items = (int)Math.Min(sum.Items, int.MaxValue);
        return new IntakeFrame(key.Project, key.Key, key.Signal, retentionDays, receivedAtUnixNanoseconds, items, payload);
    }
}
