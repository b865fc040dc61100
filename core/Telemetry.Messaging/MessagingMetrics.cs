using System.Diagnostics.Metrics;

namespace Telemetry.Messaging;

/// <summary>The meter <c>Telemetry.Messaging</c>.</summary>
public sealed class MessagingMetrics
{
    private readonly Counter<long> _publishedMessages;
    private readonly Counter<long> _publishedItems;
    private readonly Counter<long> _publishedBytes;
    private readonly Histogram<double> _publishSeconds;
    private readonly Counter<long> _batches;
    private readonly Counter<long> _batchItems;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _deadLetters;

    /// <summary>One per process.</summary>
    public MessagingMetrics(IMeterFactory meterFactory)
    {
        Meter = meterFactory.Create("Telemetry.Messaging");
        _publishedMessages = Meter.CreateCounter<long>("telemetry.queue.published.messages", "{message}", "Messages offered to the queue, by result.");
        _publishedItems = Meter.CreateCounter<long>("telemetry.queue.published.items", "{item}", "Items in them.");
        _publishedBytes = Meter.CreateCounter<long>("telemetry.queue.published.bytes", "By", "Bytes of their bodies.");
        _publishSeconds = Meter.CreateHistogram<double>("telemetry.queue.publish.duration", "s", "From the publish to its confirmation.");
        _batches = Meter.CreateCounter<long>("telemetry.queue.batches", "{batch}", "Batches stored and acknowledged.");
        _batchItems = Meter.CreateCounter<long>("telemetry.queue.batch.items", "{item}", "Items in them.");
        _retries = Meter.CreateCounter<long>("telemetry.queue.retries", "{attempt}", "Attempts to store a batch that failed.");
        _deadLetters = Meter.CreateCounter<long>("telemetry.queue.dead_letters", "{message}", "Messages the worker put aside.");
    }

    /// <summary>For instruments that observe the queue.</summary>
    public Meter Meter { get; }

    internal void CountPublish(Lane lane, PublishStatus status, int items, long bytes)
    {
        KeyValuePair<string, object?> laneTag = Tag(lane);
        KeyValuePair<string, object?> result = new("result", status.ToString());
        _publishedMessages.Add(1, laneTag, result);
        _publishedItems.Add(items, laneTag, result);
        _publishedBytes.Add(bytes, laneTag, result);
    }

    internal void RecordPublishDuration(Lane lane, TimeSpan duration) => _publishSeconds.Record(duration.TotalSeconds, Tag(lane));

    internal void CountBatch(DeliveredBatch batch)
    {
        _batches.Add(1, Tag(batch.Lane));
        _batchItems.Add(batch.Messages.Sum(message => (long)message.ItemCount), Tag(batch.Lane));
    }

    internal void CountRetry(Lane lane) => _retries.Add(1, Tag(lane));

    internal void CountDeadLetter(Lane lane) => _deadLetters.Add(1, Tag(lane));

    private static KeyValuePair<string, object?> Tag(Lane lane) => new("lane", lane.ToString());
}
