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

    private const long StretchNanoseconds = 300_000_000_000;
    private const long FewestStretches = 8;

    /// <summary>
    /// Calls between services: spans whose parent is of another service. The query is asked of the callee's span. ANY LEFT and not ANY INNER:
    /// the latter would take one child of each parent.
    /// </summary>
    public static SqlStatement Calls(SearchRequest request, IReadOnlyList<string> releases, int oneIn, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string sample = Sample(request, oneIn, sql);
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
        return new SqlStatement(text, sql.Parameters.Items);
    }

    /// <summary>
    /// Calls to what sends no spans: client spans that name their peer and have no child in another service. The names are those of the semantic
    /// conventions, the present ones and those before them: https://opentelemetry.io/docs/specs/semconv/
    /// </summary>
    public static SqlStatement Peers(SearchRequest request, IReadOnlyList<string> releases, int oneIn, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string sample = Sample(request, oneIn, sql);
        // A child that starts in the next stretch is one all the same.
        string children = IsByTime(request.Window, oneIn) ? $"({sample} OR {Stretches(oneIn, sql, " - 300")})" : sample;
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
                            AND SpanKind IN ('Server', 'Consumer') AND ParentSpanId != '' AND {children}
                    )
            )
            WHERE Callee != ''
            GROUP BY Caller, Callee, Kind
            ORDER BY Calls DESC, Caller, Callee, Kind
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    // Whole stretches of time where there are enough of them: they lie together, and nothing else is read. A sample of traces has some in every granule, so that all
    // columns of all spans are read for it. Parents and children stay together in both, but for calls over the end of a stretch.
    private static string Sample(SearchRequest request, int oneIn, SearchSql sql) => IsByTime(request.Window, oneIn)
        ? Stretches(oneIn, sql, "")
        : $"cityHash64(TraceId) % {sql.Parameters.AddNamed("one_in", "UInt32", oneIn)} = 0";

    /// <summary>Whether the range has so many stretches of five minutes that one in so many of them is a fair sample: eight or so.</summary>
    public static bool IsByTime(TimeWindow window, int oneIn) =>
        oneIn > 1 && SearchWhere.HasBuckets(window) && window.To.Value - window.From.Value >= FewestStretches * oneIn * StretchNanoseconds;

    // By a hash of the stretch, not by every n-th: what happens each hour would else be seen always or never.
    private static string Stretches(int oneIn, SearchSql sql, string shift) =>
        $"cityHash64(toUnixTimestamp(toStartOfFiveMinutes(Timestamp)){shift}) % {sql.Parameters.AddNamed("one_in", "UInt32", oneIn)} = 0";

    private static string Parents(SearchRequest request, SearchSql sql)
    {
        var window = new TimeWindow(request.Window.From.Plus(-LongestCall), request.Window.To);
        string from = SearchWhere.Time(sql.Parameters.AddNamed("parents_from", "Int64", window.From.Value));
        string range = $"ProjectId = {{project:UInt32}}\n        AND Timestamp >= {from}\n        AND Timestamp < {SearchWhere.Time("{to:Int64}")}";
        return SearchWhere.HasBuckets(window) ? $"{range}\n        AND toStartOfFiveMinutes(Timestamp) >= toStartOfFiveMinutes({from})" : range;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
