using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Charts;

namespace Telemetry.Web.Services;

/// <summary>The three charts of a service: how many requests, which share of them failed, how long they took.</summary>
internal static class RequestCharts
{
    /// <summary>Requests per step, failed ones at the bottom.</summary>
    public static ChartValues Requests(RequestTimeline timeline) => Over(timeline, ChartUnit.Count) with
    {
        IsStacked = true,
        Series =
        [
            new ChartSeries("failed", "severity-error", Values(timeline, bucket => bucket.Errors)),
            new ChartSeries("fine", "service-0", Values(timeline, bucket => bucket.Requests - bucket.Errors)),
        ],
    };

    /// <summary>The share of failed requests; a gap where there was no request.</summary>
    public static ChartValues Errors(RequestTimeline timeline) => Over(timeline, ChartUnit.Share) with
    {
        Series = [new ChartSeries("failed", "severity-error", Values(timeline, bucket => bucket.Requests == 0 ? null : (double)bucket.Errors / bucket.Requests))],
    };

    /// <summary>Quantiles of durations; a gap where there was no request.</summary>
    public static ChartValues Durations(RequestTimeline timeline) => Over(timeline, ChartUnit.Nanoseconds) with
    {
        Series =
        [
            new ChartSeries("p50", "service-1", Values(timeline, bucket => bucket.Durations?.P50Nanoseconds)),
            new ChartSeries("p95", "service-2", Values(timeline, bucket => bucket.Durations?.P95Nanoseconds)),
            new ChartSeries("p99", "service-3", Values(timeline, bucket => bucket.Durations?.P99Nanoseconds)),
        ],
    };

    private static ChartValues Over(RequestTimeline timeline, ChartUnit unit) => new()
    {
        Times = [.. timeline.Buckets.Select(bucket => UtcTime.TryParse(bucket.Start) ?? DateTimeOffset.UnixEpoch)],
        Step = TimeSpan.FromSeconds(timeline.BucketSeconds),
        Series = [],
        Unit = unit,
    };

    private static double?[] Values(RequestTimeline timeline, Func<RequestBucket, double?> value) => [.. timeline.Buckets.Select(value)];
}
