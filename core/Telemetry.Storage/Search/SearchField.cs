using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>How one kind of field becomes SQL. Conditions are never NULL, so that their negation is what people expect.</summary>
internal abstract class SearchField
{
    /// <summary>Whether an index finds the rows of an exact value.</summary>
    public virtual bool IsIndexed => false;

    /// <summary>A condition for: the field has one of the values.</summary>
    public virtual string AnyOf(FieldNode node, SearchSql sql) => SearchSql.Any([.. node.AnyOf.Select(value => Matches(value, sql))]);

    /// <summary>A condition for: the field is there.</summary>
    public abstract string IsPresent(SearchSql sql);

    /// <summary>An expression for the field's text, to count by; null when it has too many values to be counted by.</summary>
    public virtual string? Key(SearchSql sql) => null;

    /// <summary>A condition for one value.</summary>
    protected abstract string Matches(SearchValue value, SearchSql sql);

    /// <summary>Says that this field has no order.</summary>
    protected static string RefuseComparison(SearchValue value, SearchSql sql) =>
        sql.Fail("This field has no order: it takes a value, not a comparison.", value.Span, "a value", "a list", "a value with *");
}
