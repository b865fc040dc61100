using System.Globalization;
using Telemetry.Benchmarks.Floor;
using Telemetry.Benchmarks.Reading;
using Telemetry.Benchmarks.Rows;
using Telemetry.Testing.Load;

namespace Telemetry.Benchmarks.Web;

/// <summary>
/// Five million log records and four million spans of 30 hours, the account of them, and two large traces. The last hours lie ahead: pages that show the last hour
/// show a full one, also when the data was made a while ago.
/// </summary>
/// <param name="Start">Of the data.</param>
/// <param name="Now">Ranges of pages end here.</param>
internal sealed record WebData(DateTimeOffset Start, DateTimeOffset Now)
{
    /// <summary>Trace of 1,000 spans.</summary>
    public const string Thousand = "00000000000000000000000000001000";

    /// <summary>Trace of 10,000 spans.</summary>
    public const string TenThousand = "00000000000000000000000000010000";

    private const int Spans = 4_000_000;

    private static readonly TimeSpan Length = TimeSpan.FromTicks(LogRows.NanosecondsApart / TimeSpan.NanosecondsPerTick * ReadingData.Logs);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(4);

    /// <summary>Uses what is there, as long as the present lies within it; else fills the tables.</summary>
    public static async Task<WebData> FindOrMakeAsync(StoreProbe store, CancellationToken cancellationToken)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        long seconds = await store.NumberAsync("SELECT toInt64(toUnixTimestamp(toStartOfFiveMinutes(min(Timestamp)))) FROM otel_logs", cancellationToken);
        if (seconds > 0)
        {
            DateTimeOffset found = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return now < found + Length ? new WebData(found, now) : throw new InvalidOperationException("The data that was kept ends before this hour. Run once without 'keep', or remove artifacts/bench/data-web.");
        }

        DateTimeOffset start = DateTimeOffset.FromUnixTimeSeconds((now + Ahead - Length).ToUnixTimeSeconds() / 300 * 300);
        var data = new ReadingData(store, start, Spans);
        await data.WriteAsync(0, 1, cancellationToken);
        await store.ExecuteAsync(LargeTrace(Thousand, 1_000, now.AddMinutes(-10)), cancellationToken);
        await store.ExecuteAsync(LargeTrace(TenThousand, 10_000, now.AddMinutes(-20)), cancellationToken);
        await store.ExecuteAsync(Ledger(start), cancellationToken);
        await MergesSettled.WaitAsync(store, cancellationToken);
        return new WebData(start, now);
    }

    // Each span has up to six children, of changing names, so that no two neighbours are folded into one row.
    private static string LargeTrace(string traceId, int spans, DateTimeOffset start) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO otel_traces
        SELECT * EXCEPT (n) REPLACE (
            '{traceId}' AS TraceId,
            lower(leftPad(hex(n + 1), 16, '0')) AS SpanId,
            if(n = 0, '', lower(leftPad(hex(intDiv(n - 1, 6) + 1), 16, '0'))) AS ParentSpanId,
            concat(toString(SpanName), ' ', toString(n % 7)) AS SpanName,
            toUInt64({spans} - n + 10) * 1000000 AS Duration,
            fromUnixTimestamp64Nano(toInt64({start.ToUnixTimeMilliseconds()}000000 + n * 1000000), 'UTC') AS Timestamp)
        FROM (SELECT *, toUInt64(SpanAttributes['record.id']) AS n FROM ({SpanRows.Select(0, spans, 0)}))
        """);

    private static string Ledger(DateTimeOffset start) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO ingest_ledger (Time, ProjectId, KeyId, Signal, Outcome, Reason, Items, Bytes)
        SELECT toDateTime({start.ToUnixTimeSeconds()} + 60 * number), 1, 1, Kind.1, Outcome, '', Kind.2, 400 * Kind.2
        FROM numbers({(int)Length.TotalMinutes})
        ARRAY JOIN [('logs', toUInt64({ReadingData.Logs / (int)Length.TotalMinutes})), ('spans', toUInt64({Spans / (int)Length.TotalMinutes}))] AS Kind
        ARRAY JOIN ['accepted', 'stored'] AS Outcome
        """);
}
