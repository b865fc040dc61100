namespace Telemetry.Model.Crashes.Documents;

/// <summary>What is known of a crash before its document is read.</summary>
/// <param name="FallbackId">Its id when the document has none.</param>
/// <param name="ReceivedAt">When the gateway had it.</param>
public sealed record CrashReceipt(CrashId FallbackId, DateTimeOffset ReceivedAt);
