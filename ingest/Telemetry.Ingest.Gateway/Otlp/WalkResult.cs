namespace Telemetry.Ingest.Gateway.Otlp;

/// <summary>What a walk over a request found.</summary>
/// <param name="Items">Log records, spans or data points; up to the error when there is one.</param>
/// <param name="Error">Null when the framing is sound; else what is wrong, and at which byte.</param>
internal readonly record struct WalkResult(int Items, string? Error);
