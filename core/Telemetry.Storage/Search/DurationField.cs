using System.Globalization;
using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>How long a span took: a number with a unit, <c>500ms</c>, <c>1.5s</c>, <c>2m</c>.</summary>
internal sealed class DurationField : SearchField
{
    // Longer units first: "ms" ends with "s".
    private static readonly (string Unit, double Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9), ("d", 86400e9),
    ];

    public override string IsPresent(SearchSql sql) => "Duration > 0";

    protected override string Matches(SearchValue value, SearchSql sql)
    {
        if (!value.Pattern.IsExact || Parse(value.Pattern.ToString()) is not { } nanoseconds)
        {
            return sql.Fail($"'{value.Pattern}' is no duration.", value.Span, "a number with a unit, such as 500ms, 1.5s or 2m");
        }

        return $"Duration {Operator(value.Comparison)} {sql.Parameters.Add("UInt64", nanoseconds)}";
    }

    /// <summary>The SQL operator of a comparison.</summary>
    public static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        _ => "=",
    };

    private static ulong? Parse(string text)
    {
        foreach ((string unit, double nanoseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return (ulong)Math.Min(number * nanoseconds, long.MaxValue);
            }
        }

        return null;
    }
}
