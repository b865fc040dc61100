using System.Buffers;

namespace Telemetry.Messaging.Publishing;

/// <summary>A message that is being filled, then published. Not thread-safe: filled under the lane's lock, then owned by the sender.</summary>
internal sealed class PendingMessage
{
    private readonly Lane _lane;
    private readonly TaskCompletionSource<PublishResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _buffer;
    private int _items;

    public PendingMessage(Lane lane, int capacity)
    {
        _lane = lane;
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The result for everybody whose frame is in it.</summary>
    public Task<PublishResult> Completion => _completion.Task;

    /// <summary>False when the frame does not fit any more.</summary>
    public bool TryAdd(in IntakeFrame frame)
    {
        int size = IntakeFrameCodec.HeaderLength + frame.Payload.Length;
        if (size > _buffer.Length - Length)
        {
            return false;
        }

        Span<byte> target = _buffer.AsSpan(Length, size);
        IntakeFrameCodec.WriteHeader(target, frame);
        frame.Payload.Span.CopyTo(target[IntakeFrameCodec.HeaderLength..]);
        Length += size;
        _items += frame.ItemCount;
        return true;
    }

    /// <summary>The id is made here, once, before the first attempt.</summary>
    public QueueMessage ToMessage(DateTimeOffset now) => new(Guid.CreateVersion7(now), _lane, _items, _buffer.AsMemory(0, Length));

    /// <summary>Gives the buffer back and tells everybody who waits.</summary>
    public void Complete(PublishResult result)
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _completion.SetResult(result);
    }
}
