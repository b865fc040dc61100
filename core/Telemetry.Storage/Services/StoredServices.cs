using Telemetry.Model.Times;

namespace Telemetry.Storage.Services;

/// <summary>What a service, an operation or a moment did: requests, those that failed, how long they took.</summary>
/// <param name="Requests">Entry spans, see <see cref="ServiceReader"/>.</param>
/// <param name="Errors">Those with status error.</param>
/// <param name="Durations">Of all of them; null when there was none.</param>
public sealed record StoredRequests(long Requests, long Errors, StoredDurations? Durations);

/// <summary>Quantiles in nanoseconds, estimated by a t-digest: some tenths of a percent beside the exact ones.</summary>
public sealed record StoredDurations(long P50, long P95, long P99);

/// <summary>The services of a range.</summary>
/// <param name="Items">The most requests first, at most <see cref="ServiceReader.MaxServices"/>.</param>
/// <param name="Total">All services, also those beyond the limit.</param>
/// <param name="Start">Start of the first point.</param>
/// <param name="WidthNanoseconds">Of each point.</param>
public sealed record StoredServices(IReadOnlyList<StoredService> Items, long Total, UnixNanoseconds Start, long WidthNanoseconds);

/// <summary>A service.</summary>
/// <param name="Name"><c>service.name</c>; empty when its spans have none.</param>
/// <param name="Spans">All of its spans, entries or not.</param>
/// <param name="Whole">The whole range.</param>
/// <param name="Points">Over time, without gaps; their durations are not asked for.</param>
public sealed record StoredService(string Name, long Spans, StoredRequests Whole, IReadOnlyList<StoredRequests> Points);

/// <summary>Requests over time.</summary>
/// <param name="Points">Equal widths over the whole range, without gaps.</param>
/// <param name="Start">Start of the first.</param>
/// <param name="WidthNanoseconds">Of each.</param>
public sealed record StoredTimeline(IReadOnlyList<StoredRequests> Points, UnixNanoseconds Start, long WidthNanoseconds);

/// <summary>The operations of a range.</summary>
/// <param name="Items">Those that took the most time altogether first.</param>
/// <param name="Total">All operations, also those beyond the limit.</param>
public sealed record StoredOperations(IReadOnlyList<StoredOperation> Items, long Total);

/// <summary>An operation: entry spans of one service, name and kind.</summary>
/// <param name="Service">Its service.</param>
/// <param name="Name">Span name.</param>
/// <param name="Kind">As the store has it: <c>Server</c>.</param>
/// <param name="Whole">The whole range.</param>
/// <param name="TotalNanoseconds">The sum of all durations.</param>
public sealed record StoredOperation(string Service, string Name, string Kind, StoredRequests Whole, long TotalNanoseconds);
