using Telemetry.Model.Search;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>Names of places: at least one of them is the value. Upper and lower case are two names, as in the store.</summary>
/// <param name="select">The names; the empty one does not count as one.</param>
internal sealed class IssuePlaceField(Func<IssueCandidate, IEnumerable<string>> select) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => select(issue).Any(name => name.Length > 0);

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail) => value.Comparison == Comparison.Equal
        ? issue => select(issue).Any(Matcher(value))
        : Fail(fail, "This field has no order: it takes a value, not a comparison.", "a value", "a list", "a value with *");

    /// <summary>Whether a name is the value.</summary>
    public static Func<string, bool> Matcher(SearchValue value) =>
        value.Pattern.MatchesAnything ? name => name.Length > 0
        : value.Pattern.IsExact ? name => name == value.Pattern.ToString()
        : name => TextMatch.IsWhole(value.Pattern, name);
}
