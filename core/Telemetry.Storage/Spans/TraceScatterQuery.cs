using System.Globalization;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>Writes the statement that draws a sample of traces.</summary>
internal static class TraceScatterQuery
{
    /// <summary>
    /// A sample of the traces with a matching span: those with the lowest hashes of their ids, which is the same sample each time and spread evenly over the range. Each
    /// comes with the number of all that were looked at.
    /// </summary>
    /// <param name="request">What and where.</param>
    /// <param name="releases">For comparisons.</param>
    /// <param name="oneIn">1: all traces are looked at. More: one in so many, by hash.</param>
    /// <param name="limit">Traces.</param>
    public static SqlStatement Sample(SearchRequest request, IReadOnlyList<string> releases, int oneIn, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
                TraceId,
                count() OVER () AS Total
            FROM otel_traces
            WHERE {SearchWhere.All(request, SearchSchema.Spans, sql)}
                AND TraceId != '' AND cityHash64(TraceId) % {sql.Parameters.AddNamed("one_in", "UInt32", oneIn)} = 0
            GROUP BY TraceId
            ORDER BY cityHash64(TraceId)
            LIMIT {limit.ToString(CultureInfo.InvariantCulture)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }
}
