namespace Telemetry.Messaging;

/// <summary>A message of the queue: one or more frames of one lane.</summary>
/// <param name="Id">A UUIDv7, made once before the first attempt to publish.</param>
/// <param name="Lane">Where it waits.</param>
/// <param name="ItemCount">The sum over its frames.</param>
/// <param name="Body">Frames, one behind the other. Valid until the publish completes, or until the batch it was delivered in is disposed.</param>
public readonly record struct QueueMessage(Guid Id, Lane Lane, int ItemCount, ReadOnlyMemory<byte> Body);
