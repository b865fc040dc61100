using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>A text column. Compared exactly, upper and lower case apart, so that sort key and dictionaries can be used.</summary>
/// <param name="column">A constant of ours.</param>
internal class TextField(string column) : SearchField
{
    public override string AnyOf(FieldNode node, SearchSql sql)
    {
        string[] exact = [.. node.AnyOf.Where(IsExact).Select(value => Stored(value.Pattern.ToString()))];
        var conditions = new List<string>();
        if (exact.Length > 0)
        {
            conditions.Add(exact.Length == 1 ? $"{column} = {sql.Parameters.Add(exact[0])}" : $"{column} IN {sql.Parameters.Add(exact)}");
        }

        conditions.AddRange(node.AnyOf.Where(value => !IsExact(value)).Select(value => Matches(value, sql)));
        return SearchSql.Any(conditions);
    }

    public override string IsPresent(SearchSql sql) => $"{column} != ''";

    public override string? Key(SearchSql sql) => column;

    protected override string Matches(SearchValue value, SearchSql sql)
    {
        if (value.Comparison != Comparison.Equal)
        {
            return RefuseComparison(value, sql);
        }

        return value.Pattern.MatchesAnything ? IsPresent(sql) : $"{column} LIKE {sql.Parameters.Add(Stored(LikePattern.Whole(value.Pattern)))}";
    }

    /// <summary>The value as the column has it.</summary>
    protected virtual string Stored(string value) => value;

    private static bool IsExact(SearchValue value) => value.Comparison == Comparison.Equal && value.Pattern.IsExact;
}

/// <summary>A column of lower-case hex digits.</summary>
internal sealed class HexField(string column) : TextField(column)
{
    protected override string Stored(string value) => value.ToLowerInvariant();
}
