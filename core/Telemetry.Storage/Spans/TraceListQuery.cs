using System.Globalization;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>Writes the statement that finds the traces of a page.</summary>
internal static class TraceListQuery
{
    /// <summary>
    /// The traces with a matching span in the window, by the newest one. The window always reaches to the end of the request's range: a trace is placed by its
    /// newest matching span, and a page that looked at a slice alone would show a trace again that an earlier page has shown.
    /// </summary>
    public static SqlStatement Seen(SearchRequest request, IReadOnlyList<string> releases, TraceCursor? after, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
                TraceId,
                max(toUnixTimestamp64Nano(Timestamp)) AS Seen
            FROM otel_traces
            WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                AND TraceId != ''
            GROUP BY TraceId{After(after, sql.Parameters)}
            ORDER BY Seen DESC, TraceId DESC
            LIMIT {limit.ToString(CultureInfo.InvariantCulture)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    private static string After(TraceCursor? after, SqlParameters parameters) => after is not { } cursor
        ? ""
        : $"\nHAVING (Seen, TraceId) < ({parameters.AddNamed("seen", "Int64", cursor.Seen.Value)}, {parameters.AddNamed("trace", "String", cursor.TraceId)})";
}
