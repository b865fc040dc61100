using System.Globalization;
using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>
/// Writes the statements of a live tail. Their range is one of inserts, not of time: a record that comes late is as new as any other. The insert's number has
/// an index in each part, so that what was there before is not read.
/// </summary>
internal static class LogTailQuery
{
    // A part's name is partition_first_last_level. Parts as they were inserted have no index of the number yet: this leaves them out by name alone.
    private const string LastBlockOfPart = "toUInt64OrZero(splitByChar('_', _part)[3])";

    private static readonly Dictionary<string, object> NotInOrder = new() { ["optimize_read_in_order"] = 0 };

    /// <summary>The newest matching records, by a total order: asked twice, the answer is the same.</summary>
    public static SqlStatement Newest(ProjectId project, BlockRange blocks, SearchNode query, IReadOnlyList<string> releases, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
            {LogRow.Columns},
                {LogRow.Hash} AS Hash
            FROM otel_logs
            WHERE {Where(project, blocks, query, sql)}
            ORDER BY Timestamp DESC, Hash DESC
            LIMIT {limit.ToString(CultureInfo.InvariantCulture)}
            """;
        return new SqlStatement(text, sql.Parameters.Items) { Settings = NotInOrder };
    }

    /// <summary>How many match.</summary>
    public static SqlStatement Count(ProjectId project, BlockRange blocks, SearchNode query, IReadOnlyList<string> releases)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT count() AS Count
            FROM otel_logs
            WHERE {Where(project, blocks, query, sql)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    /// <summary>The releases that occur, for queries that compare them by order: a release may be new with this very insert.</summary>
    public static SqlStatement Releases(ProjectId project, BlockRange blocks)
    {
        var parameters = new SqlParameters();
        string text =
            $"""
            SELECT DISTINCT Release
            FROM otel_logs
            WHERE {Range(project, blocks, parameters)}
            LIMIT {ReleaseList.Limit}
            """;
        return new SqlStatement(text, parameters.Items);
    }

    private static string Where(ProjectId project, BlockRange blocks, SearchNode query, SearchSql sql)
    {
        string range = Range(project, blocks, sql.Parameters);
        return SearchCompiler.Compile(query, SearchSchema.Logs, sql) is { } condition ? $"{range}\n    AND {condition}" : range;
    }

    private static string Range(ProjectId project, BlockRange blocks, SqlParameters parameters) =>
        $"ProjectId = {parameters.AddNamed("project", "UInt32", project.Value)}"
        + $"\n    AND {LastBlockOfPart} > {parameters.AddNamed("after", "UInt64", blocks.After)}"
        + "\n    AND _block_number > {after:UInt64}"
        + $"\n    AND _block_number <= {parameters.AddNamed("until", "UInt64", blocks.Until)}";
}
