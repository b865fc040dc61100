using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>A column with few values of known names, such as a span's kind.</summary>
/// <param name="column">A constant of ours.</param>
/// <param name="names">As people write them (lower case), each with the text in the column.</param>
/// <param name="absent">The text that means: not told.</param>
internal sealed class NameField(string column, IReadOnlyDictionary<string, string> names, string absent) : SearchField
{
    public override string IsPresent(SearchSql sql) => $"{column} NOT IN ('', '{absent}')";

    public override string? Key(SearchSql sql) => $"lower({column})";

    protected override string Matches(SearchValue value, SearchSql sql)
    {
        if (value.Comparison != Comparison.Equal)
        {
            return RefuseComparison(value, sql);
        }

        return names.TryGetValue(value.Pattern.ToString().ToLowerInvariant(), out string? stored) && value.Pattern.IsExact
            ? $"{column} = {sql.Parameters.Add(stored)}"
            : sql.Fail($"'{value.Pattern}' is not one of the values of this field.", value.Span, [.. names.Keys]);
    }
}
