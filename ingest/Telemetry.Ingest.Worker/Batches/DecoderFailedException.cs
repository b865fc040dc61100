using Telemetry.Messaging;

namespace Telemetry.Ingest.Worker.Batches;

/// <summary>A decoder threw, which it never should. Never leaves the handler: the message goes to the dead letters.</summary>
/// <param name="cause">What it threw.</param>
internal sealed class DecoderFailedException(Exception cause) : Exception($"It cannot be decoded: {cause.GetType().Name}, {cause.Message}", cause)
{
    /// <summary>The message; set where it is known.</summary>
    public QueueMessage Undecodable { get; set; }
}
