using System.Globalization;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>Writes the statements of a page of log records.</summary>
internal static class LogPageQuery
{
    // What may be in vain is not worth more than a second.
    private static readonly Dictionary<string, object> Attempt = new(SqlStatement.OneThread) { ["max_execution_time"] = 1 };

    // Sorting by the time alone must not turn into reading along the key, bucket after bucket, on several threads.
    private static readonly Dictionary<string, object> NotInOrder = new() { ["optimize_read_in_order"] = 0 };

    /// <summary>The newest records of a step.</summary>
    public static SqlStatement Newest(SearchRequest request, IReadOnlyList<string> releases, bool inOrder, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        bool alongKey = inOrder && SearchWhere.HasBuckets(request.Window);
        string text =
            $"""
            SELECT
            {LogRow.Columns}
            FROM otel_logs
            WHERE {SearchWhere.All(request, SearchSchema.Logs, sql)}
            ORDER BY {(alongKey ? "toStartOfFiveMinutes(Timestamp) DESC, " : "")}Timestamp DESC
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items) { Settings = alongKey ? SqlStatement.OneThread : NotInOrder };
    }

    /// <summary>Records in no order, read until there are enough: fewer than the limit are all there are.</summary>
    public static SqlStatement Any(SearchRequest request, IReadOnlyList<string> releases, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
            {LogRow.Columns}
            FROM otel_logs
            WHERE {SearchWhere.All(request, SearchSchema.Logs, sql)}
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items) { Settings = Attempt };
    }

    /// <summary>Records of one nanosecond, in the order of their hashes, from a place on. The window of the request is that nanosecond.</summary>
    public static SqlStatement SameTime(SearchRequest request, IReadOnlyList<string> releases, LogTie after, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
            {LogRow.Columns},
                {LogRow.Hash} AS Hash
            FROM otel_logs
            WHERE {SearchWhere.All(request, SearchSchema.Logs, sql)}
                AND Hash >= {sql.Parameters.AddNamed("hash", "UInt64", after.Hash)}
            ORDER BY Hash
            LIMIT {Number(limit)} OFFSET {Number(after.Equal)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
