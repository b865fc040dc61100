using System.Buffers;
using System.IO.Pipelines;
using Telemetry.Ingest.Gateway.Intake;

namespace Telemetry.Ingest.Gateway.Sentry.Bodies;

/// <summary>Reads a body up to the limit of the buffer, which is filled to its last byte: what is whole in front of the limit is kept.</summary>
internal static class SentryBodyReader
{
    /// <summary>Reads until the end. Returns null, or why that ended; then the rest is left unread.</summary>
    public static async ValueTask<IntakeAnswer?> ReadToEndAsync(PipeReader body, IntakeBuffer buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await body.ReadAsync(cancellationToken);
            BufferRoom room = AppendWhatFits(result.Buffer, buffer);
            body.AdvanceTo(result.Buffer.End);
            if (room != BufferRoom.Enough || result.IsCompleted)
            {
                return IntakeLimits.Refuse(room);
            }
        }
    }

    private static BufferRoom AppendWhatFits(in ReadOnlySequence<byte> chunk, IntakeBuffer buffer)
    {
        foreach (ReadOnlyMemory<byte> memory in chunk)
        {
            for (ReadOnlySpan<byte> rest = memory.Span; !rest.IsEmpty;)
            {
                BufferRoom room = buffer.ReserveSome(rest.Length);
                if (room != BufferRoom.Enough)
                {
                    return room;
                }

                ReadOnlySpan<byte> some = rest[..Math.Min(rest.Length, buffer.Free.Length)];
                some.CopyTo(buffer.Free);
                buffer.Advance(some.Length);
                rest = rest[some.Length..];
            }
        }

        return BufferRoom.Enough;
    }
}
