using System.Globalization;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Facets;

/// <summary>
/// Writes the statement that counts the values of many fields in one pass. Over the newest matching items only, a bounded number of them: every item becomes
/// a row for each of its fields, which a whole month of a busy project would turn into billions.
/// </summary>
internal static class FacetQuery
{
    /// <summary>Stands for all items among the fields; no field has this name.</summary>
    public const string All = "*";

    private const int MaxValueLength = 200;

    /// <summary>For each field: how many items have it, and its most frequent values.</summary>
    /// <param name="source">Which items.</param>
    /// <param name="request">What and where.</param>
    /// <param name="releases">For comparisons of releases.</param>
    /// <param name="fields">Fields; when null, the usual ones and the most frequent attributes.</param>
    /// <param name="limits">How much of it.</param>
    public static SqlStatement Count(FacetSource source, SearchRequest request, IReadOnlyList<string> releases, IReadOnlyList<string>? fields, FacetLimits limits)
    {
        var sql = new SearchSql(new SqlParameters(), releases);
        IReadOnlyList<string> named = fields ?? source.Usual;
        string pairs = $"[('{All}', '{All}'), {string.Join(", ", named.Select(field => Pair(source, field, sql)))}]";
        string facets = fields is null ? $"arrayConcat({pairs}, {Attributes(source)})" : pairs;
        string text =
            $"""
            SELECT
                Field,
                sum(Items) AS Present,
                arrayMap(top -> top.2, groupArraySorted({Number(limits.Values)})((-toInt64(Items), Value)) AS Top) AS Values,
                arrayMap(top -> toUInt64(-top.1), Top) AS Counts
            FROM
            (
                SELECT
                    Facet.1 AS Field,
                    Facet.2 AS Value,
                    count() AS Items
                FROM
                (
                    SELECT {facets} AS Facets
                    FROM {source.Table}
                    WHERE {SearchWhere.All(request, source.Schema, sql)}{Newest(request)}
                    LIMIT {Number(limits.Items)}
                )
                ARRAY JOIN Facets AS Facet
                WHERE Value != '' AND length(Value) <= {Number(MaxValueLength)}
                GROUP BY
                    Field,
                    Value
            )
            GROUP BY Field
            ORDER BY
                startsWith(Field, '{SearchSchema.AttributePrefix}'),
                Present DESC,
                Field
            LIMIT {Number(1 + named.Count + (fields is null ? limits.Attributes : 0))}
            """;
        return new SqlStatement(text, sql.Parameters.Items);
    }

    // Along the sort key, and no finer: the newest five minutes whole before those before, without sorting anything.
    private static string Newest(SearchRequest request) =>
        SearchWhere.HasBuckets(request.Window) ? "\nORDER BY toStartOfFiveMinutes(Timestamp) DESC" : "";

    private static string Pair(FacetSource source, string field, SearchSql sql)
    {
        string key = source.Schema.Find(field).Key(sql) ?? throw new ArgumentException($"'{field}' has too many values.", nameof(field));
        return $"({sql.Parameters.Add(field)}, toString({key}))";
    }

    private static string Attributes(FacetSource source) =>
        $"arrayMap((key, value) -> (concat('{SearchSchema.AttributePrefix}', toString(key)), value), mapKeys({source.AttributeMap}), mapValues({source.AttributeMap}))";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How much is counted and answered.</summary>
/// <param name="Items">Items looked at, at most.</param>
/// <param name="Values">Values of a field.</param>
/// <param name="Attributes">Attributes beside the usual fields.</param>
internal readonly record struct FacetLimits(int Items, int Values, int Attributes);
