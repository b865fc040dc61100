using Telemetry.Model.Search;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Search;

/// <summary>Writes a query as a condition of SQL. Names come from <see cref="SearchSchema"/>, values are parameters: no text of the query is ever in the statement.</summary>
internal static class SearchCompiler
{
    /// <summary>The condition; null when the query asks for everything. A problem is in <paramref name="sql"/> afterwards.</summary>
    public static string? Compile(SearchNode node, SearchSchema schema, SearchSql sql) => node is AllNode ? null : Condition(node, schema, sql);

    /// <summary>The first problem of a query; null when it can be answered.</summary>
    public static SearchProblem? FindProblem(SearchNode node, SearchSchema schema)
    {
        var sql = new SearchSql(new SqlParameters(), []);
        Compile(node, schema, sql);
        return sql.Problem;
    }

    /// <summary>Whether items can be counted by a field.</summary>
    public static bool CanGroupBy(string field, SearchSchema schema) => schema.Find(field).Key(new SearchSql(new SqlParameters(), [])) is not null;

    /// <summary>Whether a release is compared by order, so that the project's releases are needed.</summary>
    public static bool ComparesReleases(SearchNode node, SearchSchema schema) => node switch
    {
        AndNode and => and.Items.Any(item => ComparesReleases(item, schema)),
        OrNode or => or.Items.Any(item => ComparesReleases(item, schema)),
        NotNode not => ComparesReleases(not.Item, schema),
        FieldNode field => schema.Find(field.Field) is ReleaseField && field.AnyOf.Any(value => value.Comparison != Comparison.Equal),
        _ => false,
    };

    /// <summary>Whether an index finds the few rows that can match, so that a wide range costs little.</summary>
    public static bool UsesIndex(SearchNode node, SearchSchema schema) => node switch
    {
        AndNode and => and.Items.Any(item => UsesIndex(item, schema)),
        OrNode or => or.Items.All(item => UsesIndex(item, schema)),
        FieldNode field => schema.Find(field.Field) is { IsIndexed: true } && field.AnyOf.All(value => value.Comparison == Comparison.Equal && value.Pattern.IsExact),
        TextNode text => schema.HasTextIndex && WordPattern.WholeWords(text.Pattern).Length > 0,
        _ => false,
    };

    private static string Condition(SearchNode node, SearchSchema schema, SearchSql sql) => node switch
    {
        AndNode and => $"({string.Join(" AND ", and.Items.Select(item => Condition(item, schema, sql)))})",
        OrNode or => $"({string.Join(" OR ", or.Items.Select(item => Condition(item, schema, sql)))})",
        NotNode not => $"NOT ({Condition(not.Item, schema, sql)})",
        FieldNode field => schema.Find(field.Field).AnyOf(field, sql),
        HasNode has => schema.Find(has.Field).IsPresent(sql),
        TextNode text => schema.Contains(text.Pattern, sql),
        _ => "true",
    };
}
