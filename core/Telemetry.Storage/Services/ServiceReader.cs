using ClickHouse.Driver.ADO.Readers;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Services;

/// <summary>
/// Reads what services did: requests, errors, durations. A request is an entry span: of kind server or consumer, or without a parent. Every answer
/// may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there. Queries are those on spans (<see cref="Spans.TraceReader"/>).
/// </summary>
public sealed class ServiceReader
{
    /// <summary>Services in one answer.</summary>
    public const int MaxServices = 500;

    private const string Table = "otel_traces";

    private readonly QueryRunner _runner;
    private readonly ReleaseList _releases;

    internal ServiceReader(QueryRunner runner, ReleaseList releases)
    {
        _runner = runner;
        _releases = releases;
    }

    /// <summary>The services with a matching span.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="maxPoints">Points over time at most.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredServices> ListAsync(SearchRequest request, int maxPoints, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = await _releases.ReadAsync(request, SearchSchema.Spans, Table, cancellationToken);
        BucketGrid grid = BucketGrid.Over(request.Window, maxPoints);
        var rows = await _runner.ReadAsync(
            ServiceQuery.Services(request, releases, grid, MaxServices),
            reader => (Service: ReadService(reader, grid.Count), Total: (long)reader.GetUInt64(8)),
            cancellationToken);
        return new StoredServices([.. rows.Select(row => row.Service)], rows.Count == 0 ? 0 : rows[0].Total, grid.Start, grid.WidthNanoseconds);
    }

    /// <summary>Matching requests over time.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="maxPoints">Points at most.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredTimeline> CountOverTimeAsync(SearchRequest request, int maxPoints, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = await _releases.ReadAsync(request, SearchSchema.Spans, Table, cancellationToken);
        BucketGrid grid = BucketGrid.Over(request.Window, maxPoints);
        var rows = await _runner.ReadAsync(
            ServiceQuery.Timeline(request, releases, grid),
            reader => (Bucket: reader.GetInt64(0), Point: Requests(reader.GetUInt64(1), reader.GetUInt64(2), reader.GetFieldValue<float[]>(3))),
            cancellationToken);
        var points = Enumerable.Repeat(new StoredRequests(0, 0, null), grid.Count).ToArray();
        foreach ((long bucket, StoredRequests point) in rows)
        {
            points[bucket] = point;
        }

        return new StoredTimeline(points, grid.Start, grid.WidthNanoseconds);
    }

    /// <summary>The operations of matching requests.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="limit">Operations.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredOperations> ListOperationsAsync(SearchRequest request, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> releases = await _releases.ReadAsync(request, SearchSchema.Spans, Table, cancellationToken);
        var rows = await _runner.ReadAsync(
            ServiceQuery.Operations(request, releases, limit),
            reader => (Operation: ReadOperation(reader), Total: (long)reader.GetUInt64(7)),
            cancellationToken);
        return new StoredOperations([.. rows.Select(row => row.Operation)], rows.Count == 0 ? 0 : rows[0].Total);
    }

    private static StoredService ReadService(ClickHouseDataReader reader, int pointCount)
    {
        var buckets = reader.GetFieldValue<long[]>(5);
        var requests = reader.GetFieldValue<ulong[]>(6);
        var errors = reader.GetFieldValue<ulong[]>(7);
        var points = Enumerable.Repeat(new StoredRequests(0, 0, null), pointCount).ToArray();
        for (int i = 0; i < buckets.Length; i++)
        {
            points[buckets[i]] = new StoredRequests((long)requests[i], (long)errors[i], null);
        }

        StoredRequests whole = Requests(reader.GetUInt64(2), reader.GetUInt64(3), reader.GetFieldValue<float[]>(4));
        return new StoredService(reader.GetString(0), (long)reader.GetUInt64(1), whole, points);
    }

    private static StoredOperation ReadOperation(ClickHouseDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        Requests(reader.GetUInt64(3), reader.GetUInt64(4), reader.GetFieldValue<float[]>(5)),
        (long)Math.Min(reader.GetDouble(6), long.MaxValue));

    private static StoredRequests Requests(ulong requests, ulong errors, float[] nanoseconds) =>
        new((long)requests, (long)errors, requests == 0 ? null : new StoredDurations((long)nanoseconds[0], (long)nanoseconds[1], (long)nanoseconds[2]));
}
