using System.Globalization;
using Telemetry.Model.Logs;
using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>
/// The level of a log record: from its number, or from its text when it has none. Levels have an order; a record without a level meets no comparison.
/// </summary>
internal sealed class SeverityField : SearchField
{
    private static readonly string[] Expected = [.. Severity.Names, Severity.Unset, "a number from 1 to 24"];

    // Names and numbers of our own table, never of the query.
    private static readonly KeyValuePair<string, int>[] Texts = [.. Severity.Texts.OrderBy(text => text.Key, StringComparer.Ordinal)];
    private static readonly string Unset = $"(SeverityNumber = 0 AND lower(SeverityText) NOT IN ({Quote(Texts.Select(text => text.Key))}))";
    private static readonly string NumberOfText =
        $"transform(lower(SeverityText), [{Quote(Texts.Select(text => text.Key))}], [{string.Join(", ", Texts.Select(text => text.Value))}], 0)";

    private static readonly string Name =
        $"[{Quote([Severity.Unset, .. Severity.Names])}][intDiv(least(if(SeverityNumber > 0, SeverityNumber, {NumberOfText}), {Severity.Highest}) + "
        + $"{Severity.NumbersPerName - 1}, {Severity.NumbersPerName}) + 1]";

    public override string IsPresent(SearchSql sql) => $"NOT {Unset}";

    public override string? Key(SearchSql sql) => Name;

    protected override string Matches(SearchValue value, SearchSql sql)
    {
        string text = value.Pattern.ToString().ToLowerInvariant();
        if (text == Severity.Unset && value.Comparison == Comparison.Equal)
        {
            return Unset;
        }

        if (!value.Pattern.IsExact || RangeOf(text) is not { } range)
        {
            return sql.Fail($"'{value.Pattern}' is no level.", value.Span, Expected);
        }

        return value.Comparison switch
        {
            Comparison.Greater => Between(range.Max + 1, byte.MaxValue),
            Comparison.GreaterOrEqual => Between(range.Min, byte.MaxValue),
            Comparison.Less => Between(1, range.Min - 1),
            Comparison.LessOrEqual => Between(1, range.Max),
            _ => Between(range.Min, range.Max),
        };
    }

    private static string Between(int min, int max)
    {
        string[] texts = [.. Texts.Where(text => text.Value >= min && text.Value <= max).Select(text => text.Key)];
        string byNumber = $"SeverityNumber BETWEEN {min} AND {max}";
        return texts.Length == 0 ? byNumber : $"({byNumber} OR (SeverityNumber = 0 AND lower(SeverityText) IN ({Quote(texts)})))";
    }

    private static string Quote(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"'{text}'"));

    private static (int Min, int Max)? RangeOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number is >= 1 and <= Severity.Highest ? (number, number) : null;
        }

        return Severity.Texts.TryGetValue(text, out int first) ? (first, first + Severity.NumbersPerName - 1) : null;
    }
}
