using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Tests.Crashes;

/// <summary>When the gateway had the crashes of these tests.</summary>
internal static class Receipts
{
    public static readonly DateTimeOffset Received = new(2026, 11, 22, 13, 39, 6, TimeSpan.Zero);

    public static CrashReceipt Default { get; } = new(new CrashId(7), Received);
}
