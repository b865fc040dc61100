using Telemetry.Model.Search;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>
/// The type of an exception. A value without a dot is its bare name, as people say it and as Sentry has it: <c>ValueError</c> finds <c>shop.errors.ValueError</c> as well. With a dot it is the
/// qualified name, whole.
/// </summary>
/// <param name="select">The qualified type; empty: not there.</param>
internal sealed class IssueTypeField(Func<IssueCandidate, string> select) : IssueField
{
    public override bool IsPresent(IssueCandidate issue) => select(issue).Length > 0;

    public override Func<IssueCandidate, bool> Compile(SearchValue value, Action<string, string[]> fail)
    {
        if (value.Comparison != Comparison.Equal)
        {
            return Fail(fail, "This field has no order: it takes a value, not a comparison.", "a value", "a list", "a value with *");
        }

        bool isQualified = value.Pattern.ToString().Contains('.', StringComparison.Ordinal);
        return value.Pattern.MatchesAnything ? IsPresent
            : issue => TextMatch.IsWhole(value.Pattern, select(issue)) || (!isQualified && TextMatch.IsWhole(value.Pattern, Bare(select(issue))));
    }

    private static string Bare(string type) => type[(type.LastIndexOf('.') + 1)..];
}
