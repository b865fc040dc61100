using System.Globalization;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs;

/// <summary>Writes the statements that count log records.</summary>
internal static class LogCountQuery
{
    /// <summary>One number.</summary>
    public static SqlStatement Total(SearchRequest request, IReadOnlyList<string> releases)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        LogCountSource source = LogCountSource.Of(request, LogRollup.Answers(request, by: null), sql);
        string text =
            $"""
            SELECT {source.Count} AS Count
            FROM {source.Text}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    /// <summary>The largest groups of a field, each with the total of all groups.</summary>
    public static SqlStatement Groups(SearchRequest request, IReadOnlyList<string> releases, string by, int limit)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string key = Key(by, sql);
        LogCountSource source = LogCountSource.Of(request, LogRollup.Answers(request, by), sql);
        string text =
            $"""
            SELECT
                {key} AS Key,
                {source.Count} AS Count,
                sum({source.Count}) OVER () AS Total
            FROM {source.Text}
            GROUP BY Key
            ORDER BY Count DESC, Key
            LIMIT {Number(limit)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    /// <summary>Counts by bucket; by field as well when the names of its largest groups are given. Records of other groups have an empty key and are not shown as one.</summary>
    public static SqlStatement Buckets(SearchRequest request, IReadOnlyList<string> releases, BucketGrid grid, string? by, IReadOnlyList<string> groups)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string start = sql.Parameters.AddNamed("start", "Int64", grid.Start.Value);
        string width = sql.Parameters.AddNamed("width", "Int64", grid.WidthNanoseconds);
        string group = by is null ? "0" : $"indexOf({sql.Parameters.Add(groups)}, {Key(by, sql)})";
        LogCountSource source = LogCountSource.Of(request, LogRollup.Answers(request, by, grid.WidthNanoseconds), sql);
        string text =
            $"""
            SELECT
                intDiv(toUnixTimestamp64Nano(Timestamp) - {start}, {width}) AS Bucket,
                toUInt32({group}) AS GroupNumber,
                {source.Count} AS Count
            FROM {source.Text}
            GROUP BY Bucket, GroupNumber
            LIMIT {Number(grid.Count * (groups.Count + 1))}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    private static string Key(string by, SearchSql sql) =>
        SearchSchema.Logs.Find(by).Key(sql) ?? throw new ArgumentException($"Logs cannot be grouped by '{by}'.", nameof(by));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
