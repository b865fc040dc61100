namespace Telemetry.Storage.Migrations;

/// <summary>
/// Makes statements of a migration. One source serves a single node and a cluster; what differs is written as
/// <c>{on_cluster}</c>, <c>{local}</c> (suffix of a table's name), <c>{replicated}</c> (prefix of an engine) and <c>{non_replicated}</c> (prefix of
/// the deduplication setting). A statement whose first line is <c>-- cluster only</c> is left out on a single node.
/// </summary>
internal static class MigrationRenderer
{
    private const string ClusterOnly = "-- cluster only";
    private const string EndOfStatement = ";\n";

    /// <summary>The statements in order, without comments at their start or semicolons at their end.</summary>
    /// <param name="text">The source.</param>
    /// <param name="cluster">Null on a single node.</param>
    public static IReadOnlyList<string> Render(string text, string? cluster) =>
    [
        .. (text.ReplaceLineEndings("\n").TrimEnd() + "\n").Split(EndOfStatement)
            .Select(statement => statement.Trim())
            .Where(statement => statement.Length > 0)
            .Where(statement => cluster is not null || !statement.StartsWith(ClusterOnly, StringComparison.Ordinal))
            .Select(statement => Fill(WithoutLeadingComments(statement), cluster)),
    ];

    private static string Fill(string statement, string? cluster) => statement
        .Replace(" {on_cluster}", cluster is null ? string.Empty : $" ON CLUSTER '{cluster}'", StringComparison.Ordinal)
        .Replace("{cluster}", cluster ?? string.Empty, StringComparison.Ordinal)
        .Replace("{local}", cluster is null ? string.Empty : "_local", StringComparison.Ordinal)
        .Replace("{replicated}", cluster is null ? string.Empty : "Replicated", StringComparison.Ordinal)
        .Replace("{non_replicated}", cluster is null ? "non_replicated" : "replicated", StringComparison.Ordinal);

    private static string WithoutLeadingComments(string statement)
    {
        var lines = statement.Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal) || line.Length == 0);
        return string.Join('\n', lines);
    }
}
