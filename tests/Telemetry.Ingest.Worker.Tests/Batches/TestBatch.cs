using Telemetry.Messaging;

namespace Telemetry.Ingest.Worker.Tests.Batches;

/// <summary>A batch as a queue would hand it out.</summary>
internal sealed class TestBatch : DeliveredBatch
{
    /// <summary>One message per list of frames.</summary>
    public static TestBatch Of(Lane lane, params IntakeFrame[][] messages) => Of(
        lane, [.. messages.Select(frames => new QueueMessage(Guid.CreateVersion7(), lane, frames.Sum(frame => frame.ItemCount), Body(frames)))]);

    public static TestBatch Of(Lane lane, params QueueMessage[] messages) =>
        new() { Id = Guid.CreateVersion7(), Lane = lane, Attempt = 1, Messages = messages };

    /// <summary>The same again, without some of its messages.</summary>
    public TestBatch RepeatWithout(params QueueMessage[] messages) =>
        new() { Id = Id, Lane = Lane, Attempt = Attempt + 1, Messages = [.. Messages.Except(messages)] };

    public static byte[] Body(params IntakeFrame[] frames)
    {
        using MemoryStream body = new();
        Span<byte> header = stackalloc byte[IntakeFrameCodec.HeaderLength];
        foreach (IntakeFrame frame in frames)
        {
            IntakeFrameCodec.WriteHeader(header, frame);
            body.Write(header);
            body.Write(frame.Payload.Span);
        }

        return body.ToArray();
    }

    protected override void Dispose(bool disposing)
    {
    }
}
