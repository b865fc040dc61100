namespace Telemetry.Messaging;

/// <summary>What became of a publish. Only <see cref="PublishStatus.Stored"/> allows an OK to the client.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="RetryAfter">When to try again; zero when stored.</param>
/// <param name="Detail">A sentence for the client and the log: what is wrong; empty when stored. Never an address or a secret.</param>
public readonly record struct PublishResult(PublishStatus Status, TimeSpan RetryAfter, string Detail)
{
    /// <summary>On disk in the queue.</summary>
    public static PublishResult Stored { get; } = new(PublishStatus.Stored, TimeSpan.Zero, "");
}

/// <summary>The outcomes of a publish.</summary>
public enum PublishStatus : byte
{
    /// <summary>On disk.</summary>
    Stored = 1,

    /// <summary>Not taken: the queue is at its limit. The client retries.</summary>
    Full = 2,

    /// <summary>Not taken, or unknown: the queue cannot be reached, raises an alarm, or did not confirm in time. The client retries.</summary>
    Unavailable = 3,
}
