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

    /// <summary>The environments that a query requires; empty when it names none, or uses patterns, which few people do: then all are counted, and the condition holds all the same.</summary>
    public static IReadOnlyList<string> Environments(SearchNode query) =>
        Find(query, "environment", "env") is { } values && values.All(value => value is { Comparison: Comparison.Equal, Pattern.IsExact: true }) ? [.. values.Select(value => value.Pattern.ToString())] : [];
}
