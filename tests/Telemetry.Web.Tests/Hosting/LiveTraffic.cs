using System.Globalization;
using Telemetry.Storage;
using Telemetry.Testing.Rows;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>The last two hours of three services, and what the ledger says of them.</summary>
internal static class LiveTraffic
{
    private const long Minute = 60 * ShopTraffic.Second;

    public static async Task InsertAsync(ClickHouseEndpoint store, DateTimeOffset now)
    {
        var end = now.ToUnixTimeMilliseconds() * ShopTraffic.Millisecond;
        await store.InsertAsync(
        [
            .. Enumerable.Range(0, 110).Select(i => Log(end - (i * Minute) - ShopTraffic.Second, "gateway", 9, "2.3.0")),
            .. Enumerable.Range(1, 12).Select(i => Log(end - (i * Minute), "billing-worker", 17, "1.5.0")),
            .. Enumerable.Range(70, 3).Select(i => Log(end - (i * Minute), "billing-worker", 17, "1.4.2")),
            .. Enumerable.Range(65, 8).Select(i => Log(end - (i * Minute), "mailer", 17, "0.9.1")),
            Log(end - (2 * Minute), "mailer", 17, "0.9.1"),
        ]);
        await store.InsertAsync(
            "ingest_ledger (Time, ProjectId, KeyId, Signal, Outcome, Reason, Items, Bytes)",
            [
                .. Enumerable.Range(0, 55).Select(i => Row(now.AddMinutes(-i), "logs", "stored", "", 400 + (i * 37 % 250))),
                .. Enumerable.Range(0, 55).Select(i => Row(now.AddMinutes(-i), "spans", "stored", "", 900 + (i * 91 % 400))),
                Row(now.AddMinutes(-20), "logs", "dropped", "too_large", 14),
                Row(now.AddMinutes(-21), "spans", "dropped", "queue_unavailable", 320),
            ]);
    }

    private static TestLog Log(long nanoseconds, string service, int severity, string release) =>
        new() { Nanoseconds = nanoseconds, Service = service, SeverityNumber = severity, Release = release, Body = "something happened" };

    private static string Row(DateTimeOffset time, string signal, string outcome, string reason, int items) =>
        string.Create(CultureInfo.InvariantCulture, $"('{time.UtcDateTime:yyyy-MM-dd HH:mm}:00', 1, 1, '{signal}', '{outcome}', '{reason}', {items}, 1000)");
}
