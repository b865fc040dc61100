using System.Globalization;
using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>An attribute, in one map or in the first of several that has it as asked. Values are text; comparisons read them as numbers.</summary>
/// <param name="maps">Columns; constants of ours.</param>
/// <param name="key">The attribute's key, from the query: only ever a parameter.</param>
internal sealed class AttributeField(IReadOnlyList<string> maps, string key) : SearchField
{
    public override bool IsIndexed => true;

    public override string AnyOf(FieldNode node, SearchSql sql)
    {
        string name = sql.Parameters.Add(key);
        string[] exact = [.. node.AnyOf.Where(IsPlain).Select(value => value.Pattern.ToString())];
        var conditions = new List<string>();
        if (exact.Length > 0)
        {
            string values = exact.Length == 1 ? $"= {sql.Parameters.Add(exact[0])}" : $"IN {sql.Parameters.Add(exact)}";
            conditions.Add(InAnyMap(map => $"{map}[{name}] {values}"));
        }

        conditions.AddRange(node.AnyOf.Where(value => !IsPlain(value)).Select(value => Matches(value, name, sql)));
        return SearchSql.Any(conditions);
    }

    public override string IsPresent(SearchSql sql) => IsPresent(sql.Parameters.Add(key));

    public override string? Key(SearchSql sql)
    {
        string name = sql.Parameters.Add(key);
        return maps.Count == 1 ? $"{maps[0]}[{name}]" : $"if(mapContains({maps[0]}, {name}), {maps[0]}[{name}], {maps[1]}[{name}])";
    }

    protected override string Matches(SearchValue value, SearchSql sql) => Matches(value, sql.Parameters.Add(key), sql);

    private string Matches(SearchValue value, string name, SearchSql sql)
    {
        if (value.Comparison != Comparison.Equal)
        {
            return Compares(value, name, sql);
        }

        if (value.Pattern.MatchesAnything)
        {
            return IsPresent(name);
        }

        // A map answers '' for a key it does not have.
        if (value.Pattern.IsExact)
        {
            return InAnyMap(map => $"(mapContains({map}, {name}) AND {map}[{name}] = '')");
        }

        string pattern = sql.Parameters.Add(LikePattern.Whole(value.Pattern));
        return InAnyMap(map => $"{map}[{name}] LIKE {pattern}");
    }

    private string Compares(SearchValue value, string name, SearchSql sql)
    {
        if (!double.TryParse(value.Pattern.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            return sql.Fail($"'{value.Pattern}' is no number; attributes are compared as numbers.", value.Span, "a number");
        }

        string limit = sql.Parameters.Add(number);
        return InAnyMap(map => $"ifNull(toFloat64OrNull({map}[{name}]) {DurationField.Operator(value.Comparison)} {limit}, false)");
    }

    private string IsPresent(string name) => InAnyMap(map => $"mapContains({map}, {name})");

    private string InAnyMap(Func<string, string> condition) => SearchSql.Any([.. maps.Select(condition)]);

    private static bool IsPlain(SearchValue value) => value.Comparison == Comparison.Equal && value.Pattern is { IsExact: true, Segments: [{ Length: > 0 }] };
}
