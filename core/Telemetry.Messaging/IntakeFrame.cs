using Telemetry.Model;

namespace Telemetry.Messaging;

/// <summary>
/// One accepted request as it travels through the queue: who sent it, when it came, and its bytes, untouched.
/// A queue message holds one or more frames of one lane, one behind the other (<see cref="IntakeFrameCodec"/>).
/// </summary>
/// <param name="Project">The project of the key.</param>
/// <param name="Key">The key that was used.</param>
/// <param name="Signal">What the payload's items are; on <see cref="Lane.Ledger"/>, what was dropped.</param>
/// <param name="RetentionDays">The project's retention for this signal when the request came, 1 to 3650.</param>
/// <param name="ReceivedAtUnixNanoseconds">The gateway's clock when the request was complete.</param>
/// <param name="ItemCount">Log records or spans in the payload, as the gateway counted them.</param>
/// <param name="Payload">The OTLP protobuf request. Owned by whoever made the frame; valid as long as the buffer it lies in.</param>
public readonly record struct IntakeFrame(
    ProjectId Project,
    IngestKeyId Key,
    Signal Signal,
    ushort RetentionDays,
    long ReceivedAtUnixNanoseconds,
    int ItemCount,
    ReadOnlyMemory<byte> Payload);
