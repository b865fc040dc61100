using Telemetry.Messaging;
using Telemetry.Model;

namespace Telemetry.Ingest.Worker.Batches;

/// <summary>Takes a queue message apart.</summary>
internal static class FrameReader
{
    /// <summary>All frames of a message, before any of them is decoded: a message is poison as a whole, or not at all.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signal">What its frames must hold; null for any.</param>
    /// <param name="frames">The frames; slices of the message's body.</param>
    /// <returns>Null, or a sentence on why the message can never be stored.</returns>
    public static string? Read(in QueueMessage message, Signal? signal, List<IntakeFrame> frames)
    {
        frames.Clear();
        ReadOnlyMemory<byte> rest = message.Body;
        while (!rest.IsEmpty)
        {
            if (!IntakeFrameCodec.TryRead(ref rest, out IntakeFrame frame))
            {
                return $"Frame {frames.Count + 1} is cut off or of an unknown version.";
            }

            if (signal is not null && frame.Signal != signal)
            {
                return $"Frame {frames.Count + 1} holds signal {(byte)frame.Signal}, which is not what its lane is for.";
            }

            frames.Add(frame);
        }

        return frames.Count == 0 ? "The message is empty." : null;
    }
}
