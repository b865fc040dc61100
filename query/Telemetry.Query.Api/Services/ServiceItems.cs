using Telemetry.Model.Times;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Dependencies;
using Telemetry.Storage.Services;

namespace Telemetry.Query.Api.Services;

/// <summary>Stored figures of services as the contract shows them.</summary>
internal static class ServiceItems
{
    /// <summary>A service.</summary>
    public static ServiceItem From(StoredService service) => new(
        service.Name,
        service.Spans,
        service.Whole.Requests,
        service.Whole.Errors,
        From(service.Whole.Durations),
        [.. service.Points.Select(point => new ServicePoint(point.Requests, point.Errors))]);

    /// <summary>Requests over time.</summary>
    public static RequestTimeline From(StoredTimeline timeline)
    {
        RequestBucket[] buckets =
        [
            .. timeline.Points.Select((point, i) => new RequestBucket(
                new UnixNanoseconds(timeline.Start.Value + (i * timeline.WidthNanoseconds)).ToString(), point.Requests, point.Errors, From(point.Durations))),
        ];
        return new RequestTimeline(buckets, Seconds(timeline.WidthNanoseconds));
    }

    /// <summary>An operation.</summary>
    public static OperationItem From(StoredOperation operation) => new(
        operation.Service,
        operation.Name,
        operation.Kind.ToLowerInvariant(),
        operation.Whole.Requests,
        operation.Whole.Errors,
        From(operation.Whole.Durations),
        operation.TotalNanoseconds);

    /// <summary>A dependency.</summary>
    public static DependencyItem From(StoredDependency item) => new(item.Caller, item.Callee, item.CalleeKind, item.Calls, item.Errors, item.P95Nanoseconds);

    /// <summary>A width in seconds.</summary>
    public static double Seconds(long nanoseconds) => nanoseconds / 1e9;

    private static DurationQuantiles? From(StoredDurations? durations) => durations is null ? null : new(durations.P50, durations.P95, durations.P99);
}
