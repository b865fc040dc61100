namespace Telemetry.Web.Addresses;

/// <summary>Adds <c>field:"value"</c> to a query, as the links beside values do.</summary>
public static class FilterTerm
{
    /// <summary>The query that finds only records with this value.</summary>
    public static string Include(string query, string field, string value) => Append(query, $"{field}:{Quoted(value)}");

    /// <summary>The query that finds only records without it.</summary>
    public static string Exclude(string query, string field, string value) => Append(query, $"-{field}:{Quoted(value)}");

    /// <summary>A field name for an attribute.</summary>
    /// <param name="scope"><c>attributes</c> or <c>resource</c>.</param>
    /// <param name="key">As the application wrote it.</param>
    public static string Field(string scope, string key) => $"{scope}.{(key.All(IsPlain) ? key : Quoted(key))}";

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
