using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Sentry.Envelopes;

/// <summary>One item of an envelope.</summary>
/// <param name="Header">Its header; of an item that cannot be told apart, one of no type.</param>
/// <param name="Payload">Its bytes, or those that cannot be read.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
internal readonly record struct EnvelopeItem(EnvelopeItemHeader Header, ReadOnlyMemory<byte> Payload, DropReason? Fault);
