using System.ComponentModel.DataAnnotations;

namespace Telemetry.Query.Api.Tails;

/// <summary>What live tails may cost.</summary>
public sealed class TailOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string SectionName = "Tail";

    /// <summary>Tails of this process at a time; a further one is refused with 429. Default 20.</summary>
    [Range(0, 10_000, ErrorMessage = "Tail:MaxTails must lie between 0 and 10000.")]
    public int MaxTails { get; init; } = 20;

    /// <summary>Records per second and tail; what comes on top is counted and left out. Default 500.</summary>
    [Range(1, 10_000, ErrorMessage = "Tail:MaxRecordsPerSecond must lie between 1 and 10000.")]
    public int MaxRecordsPerSecond { get; init; } = 500;

    /// <summary>Silence after which a line is sent that means nothing, so that proxies keep the connection open; in seconds. Default 15.</summary>
    [Range(0.05, 3600, ErrorMessage = "Tail:HeartbeatSeconds must lie between 0.05 and 3600.")]
    public double HeartbeatSeconds { get; init; } = 15;

    /// <summary>How long a tail lives, in minutes; its client then connects again and shows its token anew. Default 60.</summary>
    [Range(0.01, 1440, ErrorMessage = "Tail:MaxMinutes must lie between 0.01 and 1440.")]
    public double MaxMinutes { get; init; } = 60;
}
