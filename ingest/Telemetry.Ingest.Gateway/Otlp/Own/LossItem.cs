using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Otlp.Own;

/// <summary>Items that a client dropped itself, as it says (docs/adr/0121); or a report that says nothing, as one item that is malformed.</summary>
/// <param name="Signal">What they were.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many; at least 1.</param>
internal readonly record struct LossItem(Signal Signal, DropReason Reason, long Count);
