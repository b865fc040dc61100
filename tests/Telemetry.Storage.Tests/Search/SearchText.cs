using Telemetry.Model.Search;

namespace Telemetry.Storage.Tests.Search;

/// <summary>Writes a tree in a form that shows its structure, so that a test is one line.</summary>
internal static class SearchText
{
    public static SearchNode Parse(string text) =>
        SearchParser.Parse(text) is { Node: { } node } ? node : throw new InvalidOperationException($"{text}: {SearchParser.Parse(text).Problem}");

    public static string Describe(SearchNode node) => node switch
    {
        AllNode => "all",
        AndNode and => $"and({string.Join(' ', and.Items.Select(Describe))})",
        OrNode or => $"or({string.Join(' ', or.Items.Select(Describe))})",
        NotNode not => $"not({Describe(not.Item)})",
        TextNode text => Describe(text.Pattern),
        HasNode has => $"has({has.Field})",
        FieldNode field => $"{field.Field}={string.Join('|', field.AnyOf.Select(Describe))}",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Describe(SearchValue value) => value.Comparison switch
    {
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        _ => "",
    } + Describe(value.Pattern);

    private static string Describe(TextPattern pattern) => string.Join('%', pattern.Segments.Select(segment => $"'{segment}'")).Replace("''", "", StringComparison.Ordinal);
}
