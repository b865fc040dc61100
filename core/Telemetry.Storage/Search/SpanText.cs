using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>Free text on spans: name and status message. Both are short and have no index.</summary>
internal static class SpanText
{
    /// <summary>A condition for a pattern.</summary>
    public static string Contains(TextPattern pattern, SearchSql sql)
    {
        string regex = sql.Parameters.Add(WordPattern.ToRegex(pattern));
        return $"(match(SpanName, {regex}) OR match(StatusMessage, {regex}))";
    }
}
