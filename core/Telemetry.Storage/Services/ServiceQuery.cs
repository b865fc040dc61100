using System.Globalization;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Services;

/// <summary>Writes the statements that count requests. All read the spans themselves; docs/adr/0096 has what that costs.</summary>
internal static class ServiceQuery
{
    /// <summary>
    /// What counts as a request of a service: a call that came in, a message taken from a queue, or what started a trace. The spans inside
    /// are work, not requests: counting them would make a service busier by instrumenting it better.
    /// </summary>
    public const string Entry = "(SpanKind IN ('Server', 'Consumer') OR ParentSpanId = '')";

    private const string Quantiles = "quantilesTDigest{0}(0.5, 0.95, 0.99)";
    private const string Failed = "StatusCode = 'Error'";

    /// <summary>Services with their totals and their points over time. One pass: the inner groups keep the state of their quantiles.</summary>
    public static SqlStatement Services(SearchRequest request, IReadOnlyList<string> releases, BucketGrid grid, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string bucket = Bucket(grid, sql);
        string text =
            $"""
            SELECT
                ServiceName,
                sum(BucketSpans) AS Spans,
                sum(BucketRequests) AS Requests,
                sum(BucketErrors) AS Errors,
                {With("Merge")}(Durations) AS Nanoseconds,
                groupArray(Bucket) AS Buckets,
                groupArray(BucketRequests) AS RequestsOverTime,
                groupArray(BucketErrors) AS ErrorsOverTime,
                count() OVER () AS Total
            FROM
            (
                SELECT
                    ServiceName,
                    {bucket} AS Bucket,
                    count() AS BucketSpans,
                    countIf({Entry}) AS BucketRequests,
                    countIf({Entry} AND {Failed}) AS BucketErrors,
                    {With("StateIf")}(Duration, {Entry}) AS Durations
                FROM otel_traces
                WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                GROUP BY ServiceName, Bucket
            )
            GROUP BY ServiceName
            ORDER BY Requests DESC, Spans DESC, ServiceName
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    /// <summary>Requests over time.</summary>
    public static SqlStatement Timeline(SearchRequest request, IReadOnlyList<string> releases, BucketGrid grid)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
                {Bucket(grid, sql)} AS Bucket,
                count() AS Requests,
                countIf({Failed}) AS Errors,
                {With("")}(Duration) AS Nanoseconds
            FROM otel_traces
            WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                AND {Entry}
            GROUP BY Bucket
            LIMIT {Number(grid.Count)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    /// <summary>Operations, those that took the most time altogether first.</summary>
    public static SqlStatement Operations(SearchRequest request, IReadOnlyList<string> releases, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
                ServiceName,
                SpanName,
                SpanKind,
                count() AS Requests,
                countIf({Failed}) AS Errors,
                {With("")}(Duration) AS Nanoseconds,
                sum(toFloat64(Duration)) AS TotalNanoseconds,
                count() OVER () AS Total
            FROM otel_traces
            WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                AND {Entry}
            GROUP BY ServiceName, SpanName, SpanKind
            ORDER BY TotalNanoseconds DESC, ServiceName, SpanName, SpanKind
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    private static string Bucket(BucketGrid grid, SearchSql sql)
    {
        string start = sql.Parameters.AddNamed("start", "Int64", grid.Start.Value);
        string width = sql.Parameters.AddNamed("width", "Int64", grid.WidthNanoseconds);
        return $"intDiv(toUnixTimestamp64Nano(Timestamp) - {start}, {width})";
    }

    private static string With(string combinator) => string.Format(CultureInfo.InvariantCulture, Quantiles, combinator);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
