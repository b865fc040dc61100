namespace Telemetry.Messaging.RabbitMq;

/// <summary>The names of our queues and of the headers we write. All are on disk in brokers: never rename one.</summary>
internal sealed class BrokerNames(string prefix)
{
    /// <summary>Header: items in the message.</summary>
    public const string Items = "items";

    /// <summary>Header: the lane it belongs to; dead letters are put back by it.</summary>
    public const string LaneHeader = "lane";

    /// <summary>Header of a dead letter: why.</summary>
    public const string Reason = "reason";

    /// <summary>Header of a dead letter: when, Unix milliseconds.</summary>
    public const string DeadAt = "dead_at";

    /// <summary>Message type of a mark that ends a batch.</summary>
    public const string CutType = "cut";

    /// <summary>Takes what is rejected in <see cref="DeadLetters"/> and routes it to its lane.</summary>
    public string Replay => $"{prefix}.replay";

    public string DeadLetters => $"{prefix}.dead-letters";

    public static string Of(Lane lane) => lane.ToString().ToLowerInvariant();

    public string Queue(Lane lane) => $"{prefix}.{Of(lane)}";

    /// <summary>Where marks wait: one that is rejected there goes to the end of the lane.</summary>
    public string Cuts(Lane lane) => $"{prefix}.{Of(lane)}.cuts";
}
