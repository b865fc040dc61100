using Microsoft.Extensions.Logging;

namespace Telemetry.Messaging.Publishing;

/// <summary>Publishes one message and counts it. Every failure ends as a result.</summary>
internal sealed partial class MessageSender(ITelemetryQueue queue, MessagingMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>Not cancellable: several callers' frames are in the message.</summary>
    public async Task<PublishResult> SendAsync(QueueMessage message)
    {
        long started = time.GetTimestamp();
        PublishResult result = await PublishAsync(message);
        metrics.CountPublish(message.Lane, result.Status, message.ItemCount, message.Body.Length);
        metrics.RecordPublishDuration(message.Lane, time.GetElapsedTime(started));
        return result;
    }

    private async Task<PublishResult> PublishAsync(QueueMessage message)
    {
        try
        {
            return await queue.PublishAsync(message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // A broken promise of the queue. Each caller must still get an answer, and "unknown" is the true one.
            LogFailed(exception, message.Lane);
            return new PublishResult(PublishStatus.Unavailable, TimeSpan.FromSeconds(1), "The queue failed.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Publishing on lane {Lane} failed.")]
    private partial void LogFailed(Exception exception, Lane lane);
}
