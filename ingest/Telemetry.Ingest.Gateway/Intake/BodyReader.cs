using System.Buffers;
using System.IO.Pipelines;

namespace Telemetry.Ingest.Gateway.Intake;

/// <summary>Reads a request body into a buffer, in as few steps as its chunks allow.</summary>
internal static class BodyReader
{
    /// <summary>Reads until the end. Returns null, or why the request is refused; then the rest is left unread.</summary>
    public static async ValueTask<IntakeAnswer?> ReadToEndAsync(PipeReader body, IntakeBuffer buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await body.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> chunk = result.Buffer;
            BufferRoom room = buffer.Append(chunk);
            body.AdvanceTo(chunk.End);
            if (room != BufferRoom.Enough || result.IsCompleted)
            {
                return IntakeLimits.Refuse(room);
            }
        }
    }
}
