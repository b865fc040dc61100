namespace Telemetry.Messaging.Publishing;

/// <summary>
/// Puts small frames of one lane together. Nothing waits for a timer: a frame waits only while an earlier publish is under way, so an
/// idle lane adds nothing, and the slower the queue, the larger (and per byte cheaper) its messages get.
/// </summary>
internal sealed class LaneCoalescer(Lane lane, MessageSender sender, InFlightBytes inFlight, int coalesceBytes, MessagingMetrics metrics, TimeProvider time)
{
    private static readonly Task<PublishResult> Full = Task.FromResult(
        new PublishResult(PublishStatus.Full, TimeSpan.FromSeconds(1), "Too much is on its way into the queue."));

    private readonly Lock _lock = new();
    private PendingMessage? _open;
    private int _sending;

    /// <summary>Copies the frame; the task ends with the result of the message it went into.</summary>
    public Task<PublishResult> Publish(in IntakeFrame frame)
    {
        int size = IntakeFrameCodec.HeaderLength + frame.Payload.Length;
        if (!inFlight.TryTake(size))
        {
            metrics.CountPublish(lane, PublishStatus.Full, frame.ItemCount, size);
            return Full;
        }

        // Half of the target already makes a good message: coalescing it further would only copy and wait.
        return size >= coalesceBytes / 2 ? PublishAlone(frame, size) : PublishTogether(frame);
    }

    private Task<PublishResult> PublishAlone(in IntakeFrame frame, int size)
    {
        PendingMessage message = new(lane, size);
        message.TryAdd(frame);
        lock (_lock)
        {
            _sending++;
        }

        Send(message);
        return message.Completion;
    }

    private Task<PublishResult> PublishTogether(in IntakeFrame frame)
    {
        PendingMessage? filled = null;
        PendingMessage? idle = null;
        Task<PublishResult> completion;
        lock (_lock)
        {
            if (_open is null || !_open.TryAdd(frame))
            {
                filled = Detach();
                _open = new PendingMessage(lane, coalesceBytes);
                _open.TryAdd(frame);
            }

            completion = _open.Completion;
            if (_sending == 0)
            {
                idle = Detach();
            }
        }

        Send(filled);
        Send(idle);
        return completion;
    }

    /// <summary>Under the lock.</summary>
    private PendingMessage? Detach()
    {
        PendingMessage? message = _open;
        _open = null;
        _sending += message is null ? 0 : 1;
        return message;
    }

    private void Send(PendingMessage? message)
    {
        if (message is not null)
        {
            _ = SendAsync(message);
        }
    }

    private async Task SendAsync(PendingMessage message)
    {
        int length = message.Length;
        PublishResult result = await sender.SendAsync(message.ToMessage(time.GetUtcNow()));
        inFlight.GiveBack(length);
        message.Complete(result);
        PendingMessage? next = null;
        lock (_lock)
        {
            _sending--;
            if (_sending == 0)
            {
                next = Detach();
            }
        }

        Send(next);
    }
}
