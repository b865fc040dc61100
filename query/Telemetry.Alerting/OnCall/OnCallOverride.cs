using NodaTime;

namespace Telemetry.Alerting.OnCall;

/// <summary>Somebody stands in for whoever would have had the turn.</summary>
/// <param name="Person">Who.</param>
/// <param name="From">From then.</param>
/// <param name="To">Until then; after <paramref name="From"/>.</param>
public sealed record OnCallOverride(string Person, Instant From, Instant To)
{
    /// <summary>Whether it is in force.</summary>
    public bool Contains(Instant moment) => From <= moment && moment < To;
}
