using System.Collections.Concurrent;

namespace Telemetry.Messaging.Consuming;

/// <summary>How the lanes of this process's worker fare, for readiness and status pages. Thread-safe.</summary>
public sealed class ConsumerState
{
    private readonly ConcurrentDictionary<Lane, LaneConsumption> _lanes = new();

    /// <summary>The lanes that have a handler in this process.</summary>
    public IReadOnlyCollection<LaneConsumption> Lanes => [.. _lanes.Values.OrderBy(lane => lane.Lane)];

    internal void Set(LaneConsumption consumption) => _lanes[consumption.Lane] = consumption;
}

/// <summary>How one lane fares.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="FailingSince">When the present series of failures began; null when the last attempt succeeded.</param>
/// <param name="Detail">What fails, in a sentence; else empty.</param>
/// <param name="LastStoredAt">When a batch was last stored and acknowledged; null before the first.</param>
public sealed record LaneConsumption(Lane Lane, DateTimeOffset? FailingSince, string Detail, DateTimeOffset? LastStoredAt);
