using System.Globalization;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Logs.Patterns;

/// <summary>Writes the statement that gathers equal messages: the store leaves the numbers out, so that thousands of rows come back instead of a hundred thousand.</summary>
internal static class LogPatternQuery
{
    public const int MaxMessageLength = 300;
    public const int MaxServices = 5;

    /// <summary>Different masked messages that are looked at; rarer ones only count.</summary>
    public const int MaxMessages = 2000;

    // Identifiers first, since numbers alone would leave their letters standing.
    private const string Changing = """0[xX][0-9A-Fa-f]+|\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b|\b[0-9A-Fa-f]*[0-9][0-9A-Fa-f]{11,}\b|[0-9]+(?:[.:,][0-9]+)*""";

    public static SqlStatement Gather(SearchRequest request, IReadOnlyList<string> releases, int maxRecords)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        string text =
            $"""
            SELECT
                Message,
                count() AS Items,
                max(SeverityNumber) AS Worst,
                argMax(SeverityText, SeverityNumber) AS WorstText,
                groupUniqArray({Number(MaxServices)})(toString(ServiceName)) AS Services,
                min(Nanoseconds) AS First,
                max(Nanoseconds) AS Last,
                any(Line) AS Example,
                sum(Items) OVER () AS Everything
            FROM
            (
                SELECT
                    toUnixTimestamp64Nano(Timestamp) AS Nanoseconds,
                    SeverityNumber,
                    SeverityText,
                    ServiceName,
                    substringUTF8(splitByChar('\n', substring(Body, 1, {Number(MaxMessageLength * 4)}))[1], 1, {Number(MaxMessageLength)}) AS Line,
                    replaceRegexpAll(Line, {sql.Parameters.Add(Changing)}, '{LogPatternReader.Variable}') AS Message
                FROM otel_logs
                WHERE {SearchWhere.All(request, SearchSchema.Logs, sql)}{Newest(request)}
                LIMIT {Number(maxRecords)}
            )
            GROUP BY Message
            ORDER BY
                Items DESC,
                Message
            LIMIT {Number(MaxMessages)}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    // Along the sort key, and no finer: the newest five minutes whole before those before, without sorting anything.
    private static string Newest(SearchRequest request) =>
        SearchWhere.HasBuckets(request.Window) ? "\nORDER BY toStartOfFiveMinutes(Timestamp) DESC" : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
