using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Components.Pages.Design;

/// <summary>Made-up accounts of what came in.</summary>
internal static class DesignLedger
{
    private const string Moment = "2026-11-23T10:59:00Z";

    private static readonly TimeRange Hour = new("2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z");
    private static readonly IReadOnlyDictionary<string, long> Nothing = new Dictionary<string, long>();
    private static readonly IReadOnlyDictionary<string, long> Losses = new Dictionary<string, long> { ["queue_unavailable"] = 320, ["too_large"] = 14 };

    public static UtcRange Range { get; } = new(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero));

    public static IngestLedger Good { get; } = new(Hour, [Signal("logs", 120_000, Nothing)], new QueuedItems(0, 0, 0, null));

    public static IngestLedger Bad { get; } = new(Hour, [Signal("logs", 120_000, Losses), Signal("spans", 480_000, Nothing)], new QueuedItems(12, 1200, 2, 340));

    public static IngestTimeline Timeline { get; } = new(
        [.. Enumerable.Range(0, 60).Select(minute => new IngestBucket($"2026-11-23T10:{minute:00}:00Z", 400 + (minute * 37 % 250), minute is > 20 and < 24 ? Losses : Nothing))], 60);

    public static ProjectActivity Activity { get; } = new(
        Hour,
        [new ServiceActivity("billing-worker", 1200, 45, 3, Moment, Moment), new ServiceActivity("gateway", 81_000, 2, 8, Moment, null), new ServiceActivity("", 3, 0, 0, null, Moment)],
        [new ReleaseActivity("billing-worker", "1.5.0", "2026-11-23T10:20:00Z", Moment, 1200, 45), new ReleaseActivity("gateway", "2.3.0", "2026-11-20T08:00:00Z", Moment, 900_000, 12)]);

    public static DeadLetterItem Opened { get; } = new(
        "0199f3a2-0000-7000-8000-000000000001", "logs", Moment, 250, 48_000, "The store refuses the rows: Code 241, memory limit exceeded.",
        [new DeadLetterRequest("1", "1", "logs", Moment, 200, 40_000), new DeadLetterRequest("2", "7", "logs", Moment, 50, 8_000)]);

    public static DeadLetterList Letters { get; } = new(
        [Opened with { Requests = null }, new DeadLetterItem("0199f3a2-0000-7000-8000-000000000002", "spans", Moment, 1, 12, "The bytes cannot be read: unexpected end of the message at 4711.", null)], 60);

    private static LedgerSignal Signal(string name, long stored, IReadOnlyDictionary<string, long> dropped) =>
        new(name, stored + dropped.Values.Sum(), stored, dropped, new Dictionary<string, long> { ["client_network_error"] = 12 }, [new LedgerKey("1", stored, dropped)]);
}
