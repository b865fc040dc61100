using System.Globalization;
using Telemetry.Storage;
using Telemetry.Testing.Rows;

namespace Telemetry.Web.Tests.Hosting;

/// <summary>100,000 records of project 2 within an hour: three quarters of them in one second, and 3,000 at the very same nanosecond.</summary>
internal static class LongTraffic
{
    public const string Hour = "project=2&from=2026-11-23T14:00:00Z&to=2026-11-23T15:00:00Z";

    public const int Count = 100_000;

    private const long Start = ShopTraffic.Start + (4 * 3600 * ShopTraffic.Second);

    public static async Task InsertOnceAsync(ClickHouseEndpoint store)
    {
        if (await store.AskAsync("SELECT count() FROM otel_logs WHERE ProjectId = 2") > 0)
        {
            return;
        }

        await store.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO otel_logs (ProjectId, Timestamp, SeverityNumber, SeverityText, ServiceName, Body, LogAttributes, RetentionDays)
            SELECT
                2,
                fromUnixTimestamp64Nano(toInt64({Start} + multiIf(number < 3000, 500000000000, number < 75000, 600000000000 + number * 10000, number * 35000000)), 'UTC'),
                9,
                'INFO',
                concat('service-', toString(number % 3)),
                concat('row ', toString(number), if(number % 2 = 0, ' was written', ' could not be written: disk full')),
                map('user.id', toString(number % 100)),
                3650
            FROM numbers({Count})
            """));
    }
}
