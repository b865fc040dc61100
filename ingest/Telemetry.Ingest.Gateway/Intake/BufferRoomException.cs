namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>A writer deep inside a request ran out of room. Caught where the writing began, and turned into an answer there.</summary>
internal sealed class BufferRoomException(BufferRoom room) : Exception("The buffer is at its limit.")
{
    /// <summary>Which limit.</summary>
    public BufferRoom Room { get; } = room;
}
