namespace Telemetry.Web.Addresses;

/// <summary>Adds <c>field:"value"</c> to a query, as the links beside values do.</summary>
public static class FilterTerm
{
    /// <summary>The query that finds only records with this value.</summary>
    public static string Include(string query, string field, string value) => Append(query, $"{field}:{Quoted(value)}");

    /// <summary>The query that finds only records without it.</summary>
    public static string Exclude(string query, string field, string value) => Append(query, $"-{field}:{Quoted(value)}");

    /// <summary>The query with the term taken out when it has it, with it when not.</summary>
    public static string ToggleInclude(string query, string field, string value) => Toggle(query, $"{field}:{Quoted(value)}", $"-{field}:{Quoted(value)}");

    /// <summary>The same for the term that excludes.</summary>
    public static string ToggleExclude(string query, string field, string value) => Toggle(query, $"-{field}:{Quoted(value)}", $"{field}:{Quoted(value)}");

    /// <summary>Whether the query has the term that includes, as <see cref="Include"/> writes it.</summary>
    public static bool Includes(string query, string field, string value) => Find(query, $"{field}:{Quoted(value)}") >= 0;

    /// <summary>Whether the query has the term that excludes.</summary>
    public static bool Excludes(string query, string field, string value) => Find(query, $"-{field}:{Quoted(value)}") >= 0;

    /// <summary>The query with a term more, unless it has it.</summary>
    public static string AddTerm(string query, string term) => Find(query, term) >= 0 ? query : Append(query, term);

    /// <summary>A field name for an attribute.</summary>
    /// <param name="scope"><c>attributes</c> or <c>resource</c>.</param>
    /// <param name="key">As the application wrote it.</param>
    public static string Field(string scope, string key) => $"{scope}.{(key.All(IsPlain) ? key : Quoted(key))}";

    private static string Toggle(string query, string term, string opposite)
    {
        var place = Find(query, term);
        return place >= 0 ? Without(query, place, term.Length) : Append(Find(query, opposite) is >= 0 and var other ? Without(query, other, opposite.Length) : query, term);
    }

    // Only as a word of its own, and not where words are alternatives: taking one of those out would change what the others find.
    private static int Find(string query, string term)
    {
        if (query.Contains('(', StringComparison.Ordinal) || query.Split((char[]?)null).Contains("OR"))
        {
            return -1;
        }

        for (var place = query.IndexOf(term, StringComparison.Ordinal); place >= 0; place = query.IndexOf(term, place + 1, StringComparison.Ordinal))
        {
            var end = place + term.Length;
            if ((place == 0 || char.IsWhiteSpace(query[place - 1])) && (end == query.Length || char.IsWhiteSpace(query[end])))
            {
                return place;
            }
        }

        return -1;
    }

    private static string Without(string query, int place, int length) => $"{query[..place].TrimEnd()} {query[(place + length)..].TrimStart()}".Trim();

    private static string Append(string query, string term)
    {
        var before = query.Trim();
        if (before.Length == 0 || before == term)
        {
            return term;
        }

        // Words side by side bind more tightly than OR: without brackets the term would apply to the last alternative alone.
        var whole = before.Split((char[]?)null).Contains("OR") ? $"({before})" : before;
        return $"{whole} {term}";
    }

    private static string Quoted(string value) => value.Length > 0 && value.All(IsPlain)
        ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-' or '/';
}
