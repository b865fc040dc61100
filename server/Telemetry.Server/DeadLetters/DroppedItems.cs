using System.Buffers.Binary;
using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Server.DeadLetters;

/// <summary>Turns a message that is given up into the entry of the ledger that says so.</summary>
internal static class DroppedItems
{
    private const int PayloadLength = 1 + sizeof(long);

    /// <summary>A message for the ledger's lane, one frame for each frame of the message; null when no frame of it can be read, so that nobody knows whose it was.</summary>
    public static QueueMessage? CountOf(QueueMessage dropped)
    {
        using var body = new MemoryStream();
        int items = 0;
        ReadOnlyMemory<byte> rest = dropped.Body;
        while (!rest.IsEmpty && IntakeFrameCodec.TryRead(ref rest, out IntakeFrame frame))
        {
            body.Write(Encode(frame with { Payload = Payload(frame.Payload.Length) }));
            items += frame.ItemCount;
        }

        return body.Length == 0 ? null : new QueueMessage(Guid.CreateVersion7(), Lane.Ledger, items, body.ToArray());
    }

    private static byte[] Payload(long bytes)
    {
        byte[] payload = new byte[PayloadLength];
        payload[0] = (byte)DropReason.DroppedByOperator;
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(1), bytes);
        return payload;
    }

    private static byte[] Encode(in IntakeFrame frame)
    {
        byte[] bytes = new byte[IntakeFrameCodec.HeaderLength + frame.Payload.Length];
        IntakeFrameCodec.WriteHeader(bytes, frame);
        frame.Payload.Span.CopyTo(bytes.AsSpan(IntakeFrameCodec.HeaderLength));
        return bytes;
    }
}
