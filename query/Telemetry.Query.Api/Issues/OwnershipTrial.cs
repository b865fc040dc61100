using Telemetry.Model.Issues;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>Asks rules whose a crash would be.</summary>
internal static class OwnershipTrial
{
    /// <summary>The answer.</summary>
    public static OwnershipAnswer Ask(OwnershipRules rules, OwnershipQuestion question)
    {
        OwnershipSubject subject = SubjectOf(question);
        OwnershipRule[] matching = [.. rules.Rules.Where(rule => rule.Matches(subject))];
        return matching is [.. var others, var last]
            ? new OwnershipAnswer(last.Owners[0], last.Line, last.Text, [.. others.Select(rule => rule.Line)])
            : new OwnershipAnswer(null, null, null, []);
    }

    private static OwnershipSubject SubjectOf(OwnershipQuestion question)
    {
        string[] tag = (question.Tag ?? "").Split('=', 2);
        return new OwnershipSubject(
            One(question.Path), One(question.Module), string.IsNullOrEmpty(question.Url) ? null : question.Url, tag is [{ Length: > 0 } name, var value] ? new Dictionary<string, string> { [name] = value } : []);
    }

    private static string[] One(string? text) => string.IsNullOrEmpty(text) ? [] : [text];
}
