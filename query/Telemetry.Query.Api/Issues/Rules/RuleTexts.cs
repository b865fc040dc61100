using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Model.Crashes.Grouping;
using Telemetry.Model.Crashes.Rules;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues.Rules;

/// <summary>Rules as somebody sent them.</summary>
internal static class RuleTexts
{
    private const int MaxProblems = 50;

    /// <summary>Reads them: exactly one of the two is null.</summary>
    public static (GroupingRules? Rules, ProblemHttpResult? Problem) Read(string fingerprint, string stack)
    {
        if ((Check("fingerprint", fingerprint) ?? Check("stack", stack)) is { } wrong)
        {
            return (null, wrong);
        }

        var rules = GroupingRules.Parse(fingerprint, stack);
        RuleProblemItem[] problems = [.. Items("fingerprint", rules.FingerprintProblems), .. Items("stack", rules.StackProblems)];
        return problems.Length == 0 ? (rules, null) : (null, ApiProblem.Rules([.. problems.Take(MaxProblems)]));
    }

    private static ProblemHttpResult? Check(string field, string text) =>
        text.Length > GroupingLimits.Length ? ApiProblem.Parameter(field, $"The rules may have at most {GroupingLimits.Length} characters.")
        : text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')) ? ApiProblem.Parameter(field, "The rules may not contain control characters.")
        : null;

    private static IEnumerable<RuleProblemItem> Items(string field, IReadOnlyList<RuleProblem> problems) =>
        problems.Select(problem => new RuleProblemItem(field, problem.Line, problem.Column, problem.Text, problem.Expected));
}
