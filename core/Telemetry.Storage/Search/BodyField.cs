using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>
/// The message of a log record: words, phrases and patterns without regard to case. The index answers what it can; a regular expression
/// then looks at the candidates only, because the index knows which words a message has but not in which order, nor what stands between them.
/// </summary>
internal sealed class BodyField : SearchField
{
    // Must be the very expression of the index BodyWords, or every search reads every message.
    private const string Indexed = "lowerUTF8(Body)";

    public override bool IsIndexed => true;

    public override string IsPresent(SearchSql sql) => "Body != ''";

    /// <summary>A condition for a pattern.</summary>
    public static string Contains(TextPattern pattern, SearchSql sql)
    {
        string words = WordPattern.WholeWords(pattern);
        if (pattern.IsExact && WordPattern.IsWord(words) && words == pattern.ToString())
        {
            return HasWords(words, sql);
        }

        var conditions = new List<string>();
        if (words.Length > 0)
        {
            conditions.Add(HasWords(words, sql));
        }

        if (!pattern.IsExact || words.Length == 0)
        {
            conditions.Add($"{Indexed} LIKE lowerUTF8({sql.Parameters.Add(LikePattern.Anywhere(pattern))})");
        }

        if (words.Length > 0 || NeedsEnds(pattern))
        {
            conditions.Add($"match(Body, {sql.Parameters.Add(WordPattern.ToRegex(pattern))})");
        }

        return conditions.Count == 1 ? conditions[0] : $"({string.Join(" AND ", conditions)})";
    }

    protected override string Matches(SearchValue value, SearchSql sql)
    {
        if (value.Comparison != Comparison.Equal)
        {
            return RefuseComparison(value, sql);
        }

        return value.Pattern.ToString().Length == 0 ? "Body = ''"
            : value.Pattern.MatchesAnything ? IsPresent(sql)
            : Contains(value.Pattern, sql);
    }

    private static bool NeedsEnds(TextPattern pattern) => !pattern.IsExact && (pattern.Segments[0].Length > 0 || pattern.Segments[^1].Length > 0);

    private static string HasWords(string words, SearchSql sql) => $"hasAllTokens({Indexed}, lowerUTF8({sql.Parameters.Add(words)}))";
}
