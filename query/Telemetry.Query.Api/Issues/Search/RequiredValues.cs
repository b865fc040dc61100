using Telemetry.Model.Search;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>What a query requires whatever else it asks: <c>field:value</c> that stands by itself, or beside other conditions.</summary>
internal static class RequiredValues
{
    /// <summary>The values that a field must have for anything to match; null: none are named.</summary>
    /// <param name="query">The query.</param>
    /// <param name="names">Of the field.</param>
    public static IReadOnlyList<SearchValue>? Find(SearchNode query, params string[] names) =>
        (query is AndNode and ? and.Items : [query]).OfType<FieldNode>().FirstOrDefault(field => names.Contains(field.Field))?.AnyOf;

    /// <summary>
    /// The query without the release and the environment it requires, for items that were found there already. An environment by pattern stays: it narrows nothing.
    /// </summary>
    public static SearchNode WithoutPlaces(SearchNode query)
    {
        List<SearchNode> rest = [.. query is AndNode and ? and.Items : [query]];
        RemoveFirst(rest, "release");
        if (Environments(query).Count > 0)
        {
            RemoveFirst(rest, "environment", "env");
        }

        return rest.Count switch
        {
            0 => new AllNode(query.Span),
            1 => rest[0],
            _ => new AndNode(rest, query.Span),
        };
    }

    /// <summary>The environments that a query requires; empty when it names none, or uses patterns, which few people do: then all are counted, and the condition holds all the same.</summary>
    public static IReadOnlyList<string> Environments(SearchNode query) =>
        Find(query, "environment", "env") is { } values && values.All(value => value is { Comparison: Comparison.Equal, Pattern.IsExact: true }) ? [.. values.Select(value => value.Pattern.ToString())] : [];

    private static void RemoveFirst(List<SearchNode> nodes, params string[] names)
    {
        int at = nodes.FindIndex(node => node is FieldNode field && names.Contains(field.Field));
        if (at >= 0)
        {
            nodes.RemoveAt(at);
        }
    }
}
