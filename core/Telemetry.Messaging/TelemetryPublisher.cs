using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telemetry.Messaging.Publishing;

namespace Telemetry.Messaging;

/// <summary>
/// The first of the two promises: OK only after the queue has the bytes on disk. Puts small frames of a lane together into one
/// message while an earlier publish is under way; when none is, a frame goes at once.
/// </summary>
public sealed class TelemetryPublisher
{
    private readonly Dictionary<Lane, LaneCoalescer> _lanes;

    /// <summary>One per process.</summary>
    public TelemetryPublisher(
        ITelemetryQueue queue, IOptions<QueueOptions> options, MessagingMetrics metrics, TimeProvider time, ILogger<TelemetryPublisher> logger)
    {
        MessageSender sender = new(queue, metrics, time, logger);
        InFlightBytes inFlight = new(options.Value.MaxInFlightBytes);
        _lanes = Enum.GetValues<Lane>().ToDictionary(
            lane => lane, lane => new LaneCoalescer(lane, sender, inFlight, options.Value.CoalesceBytes, metrics, time));
    }

    /// <summary>
    /// Publishes a frame. The payload is copied before this method returns its task, so its buffer may be given back even when the
    /// caller stops waiting. Never hangs: see <see cref="ITelemetryQueue.PublishAsync"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the frame may be stored or not.</exception>
    public Task<PublishResult> PublishAsync(Lane lane, IntakeFrame frame, CancellationToken cancellationToken) =>
        _lanes[lane].Publish(frame).WaitAsync(cancellationToken);
}
