using NodaTime;

namespace Telemetry.Alerting.OnCall;

/// <summary>Somebody is on call, without a break.</summary>
/// <param name="Person">Who.</param>
/// <param name="From">From then.</param>
/// <param name="To">Until then, when the next shift begins.</param>
public sealed record Shift(string Person, Instant From, Instant To);
