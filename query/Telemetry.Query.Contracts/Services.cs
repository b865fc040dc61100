namespace Telemetry.Query.Contracts;

/// <summary>The services of a range. A request is a span of kind server or consumer, or one without a parent.</summary>
/// <param name="Items">The most requests first, at most 500.</param>
/// <param name="Total">All services, also those beyond the limit.</param>
/// <param name="BucketSeconds">Width of the points over time.</param>
/// <param name="Range">The range of span times.</param>
public sealed record ServiceList(IReadOnlyList<ServiceItem> Items, long Total, double BucketSeconds, TimeRange Range);

/// <summary>A service.</summary>
/// <param name="Name">Resource attribute <c>service.name</c>; empty when its spans have none.</param>
/// <param name="Spans">All matching spans.</param>
/// <param name="Requests">Those that are requests.</param>
/// <param name="Errors">Requests with status error.</param>
/// <param name="Durations">Of the requests; null when there was none.</param>
/// <param name="Points">Over the range, in order, without gaps.</param>
public sealed record ServiceItem(string Name, long Spans, long Requests, long Errors, DurationQuantiles? Durations, IReadOnlyList<ServicePoint> Points);

/// <summary>A moment of a service.</summary>
public sealed record ServicePoint(long Requests, long Errors);

/// <summary>Quantiles of durations, estimated: some tenths of a percent beside the exact ones.</summary>
/// <param name="P50Nanoseconds">Half took at most this long.</param>
/// <param name="P95Nanoseconds">95 of 100 did.</param>
/// <param name="P99Nanoseconds">99 of 100 did.</param>
public sealed record DurationQuantiles(long P50Nanoseconds, long P95Nanoseconds, long P99Nanoseconds);

/// <summary>Requests over time.</summary>
/// <param name="Buckets">In order, without gaps, empty ones included.</param>
/// <param name="BucketSeconds">The width.</param>
public sealed record RequestTimeline(IReadOnlyList<RequestBucket> Buckets, double BucketSeconds);

/// <summary>One point.</summary>
/// <param name="Start">RFC 3339, UTC; the bucket's end is exclusive.</param>
/// <param name="Requests">Requests that started in it.</param>
/// <param name="Errors">Those with status error.</param>
/// <param name="Durations">Null when there was none.</param>
public sealed record RequestBucket(string Start, long Requests, long Errors, DurationQuantiles? Durations);

/// <summary>Operations: requests of one service, name and kind.</summary>
/// <param name="Items">Those that took the most time altogether first.</param>
/// <param name="Total">All of them, also those beyond the limit.</param>
public sealed record OperationList(IReadOnlyList<OperationItem> Items, long Total);

/// <summary>An operation.</summary>
/// <param name="Service">Its service.</param>
/// <param name="Name">Span name.</param>
/// <param name="Kind"><c>server</c>, <c>consumer</c>, …</param>
/// <param name="Requests">How many.</param>
/// <param name="Errors">Those with status error.</param>
/// <param name="Durations">Of all of them.</param>
/// <param name="TotalNanoseconds">The sum of all durations.</param>
public sealed record OperationItem(string Service, string Name, string Kind, long Requests, long Errors, DurationQuantiles? Durations, long TotalNanoseconds);

/// <summary>Who calls whom.</summary>
/// <param name="Items">The most calls first, at most 500.</param>
/// <param name="IsTruncated">Whether there are more.</param>
/// <param name="SampledOneIn">1: every trace was looked at. More: one in so many stretches of five minutes, or traces of a short range, and the counts are multiplied by it.</param>
public sealed record DependencyList(IReadOnlyList<DependencyItem> Items, bool IsTruncated, int SampledOneIn);

/// <summary>Calls from one service to another, or to something that sends no spans itself.</summary>
/// <param name="Caller">A service.</param>
/// <param name="Callee">A service, or the name the caller has for it.</param>
/// <param name="CalleeKind"><c>service</c>, <c>database</c>, <c>messaging</c> or <c>external</c>.</param>
/// <param name="Calls">How many.</param>
/// <param name="Errors">Those with status error.</param>
/// <param name="P95Nanoseconds">As the callee measured it; for what sends no spans, as the caller did.</param>
public sealed record DependencyItem(string Caller, string Callee, string CalleeKind, long Calls, long Errors, long P95Nanoseconds);
