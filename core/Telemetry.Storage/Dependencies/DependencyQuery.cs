using System.Globalization;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Dependencies;

/// <summary>
/// Writes the statements that find who calls whom. Spans are matched by a hash of trace and span id: eight bytes a span in memory instead of 48, and
/// two different spans of a range share one about never (10 million spans: once in 370,000 ranges).
/// </summary>
internal static class DependencyQuery
{
    // A caller's span starts before that of the callee; the longest that is still found from the start of the range on.
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);

    // All spans of a trace are on one shard (0002_create_traces.sql), and without this a cluster refuses to join.
    private static readonly Dictionary<string, object> WithinShards = new() { ["distributed_product_mode"] = "local" };

    /// <summary>
    /// Calls between services: spans whose parent is of another service. The query is asked of the callee's span. ANY LEFT and not ANY INNER:
    /// the latter would take one child of each parent.
    /// </summary>
    public static SqlStatement Calls(SearchRequest request, IReadOnlyList<string> releases, int oneIn, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string sample = Sample(oneIn, sql);
        string text =
            $"""
            SELECT
                Caller,
                Callee,
                'service' AS Kind,
                count() AS Calls,
                countIf(Failed) AS Errors,
                quantileTDigest(0.95)(Duration) AS P95
            FROM
            (
                SELECT cityHash64(TraceId, ParentSpanId) AS ParentKey, ServiceName AS Callee, Duration, StatusCode = 'Error' AS Failed
                FROM otel_traces
                WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                    AND ParentSpanId != '' AND {sample}
            ) AS child
            ANY LEFT JOIN
            (
                SELECT cityHash64(TraceId, SpanId) AS SpanKey, ServiceName AS Caller, true AS IsFound
                FROM otel_traces
                WHERE {Parents(request, sql)}
                    AND {sample}
            ) AS parent ON child.ParentKey = parent.SpanKey
            WHERE IsFound AND Caller != Callee
            GROUP BY Caller, Callee
            ORDER BY Calls DESC, Caller, Callee
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items) { Settings = WithinShards };
    }

    /// <summary>
    /// Calls to what sends no spans: client spans that name their peer and have no child in another service. The names are those of the semantic
    /// conventions, the present ones and those before them: https://opentelemetry.io/docs/specs/semconv/
    /// </summary>
    public static SqlStatement Peers(SearchRequest request, IReadOnlyList<string> releases, int oneIn, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string sample = Sample(oneIn, sql);
        string text =
            $"""
            SELECT
                ServiceName AS Caller,
                coalesce(nullIf(SpanAttributes['peer.service'], ''), nullIf(System, ''), nullIf(Broker, ''), SpanAttributes['server.address']) AS Callee,
                multiIf(System != '', 'database', Broker != '', 'messaging', 'external') AS Kind,
                count() AS Calls,
                countIf(StatusCode = 'Error') AS Errors,
                quantileTDigest(0.95)(Duration) AS P95
            FROM
            (
                SELECT
                    ServiceName,
                    SpanAttributes,
                    StatusCode,
                    Duration,
                    coalesce(nullIf(SpanAttributes['db.system.name'], ''), SpanAttributes['db.system']) AS System,
                    SpanAttributes['messaging.system'] AS Broker
                FROM otel_traces
                WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                    AND SpanKind IN ('Client', 'Producer') AND {sample}
                    AND cityHash64(TraceId, SpanId) NOT IN
                    (
                        SELECT cityHash64(TraceId, ParentSpanId)
                        FROM otel_traces
                        WHERE {SearchWhere.Range(request, new SqlParameters())}
                            AND SpanKind IN ('Server', 'Consumer') AND ParentSpanId != '' AND {sample}
                    )
            )
            WHERE Callee != ''
            GROUP BY Caller, Callee, Kind
            ORDER BY Calls DESC, Caller, Callee, Kind
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items) { Settings = WithinShards };
    }

    // Whole traces, so that parents and children stay together.
    private static string Sample(int oneIn, SearchSql sql) => $"cityHash64(TraceId) % {sql.Parameters.AddNamed("one_in", "UInt32", oneIn)} = 0";

    private static string Parents(SearchRequest request, SearchSql sql)
    {
        var window = new TimeWindow(request.Window.From.Plus(-LongestCall), request.Window.To);
        string from = SearchWhere.Time(sql.Parameters.AddNamed("parents_from", "Int64", window.From.Value));
        string range = $"ProjectId = {{project:UInt32}}\n        AND Timestamp >= {from}\n        AND Timestamp < {SearchWhere.Time("{to:Int64}")}";
        return SearchWhere.HasBuckets(window) ? $"{range}\n        AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes({from})" : range;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
