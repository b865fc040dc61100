using Telemetry.Model.Issues;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>What a query may ask about issues: the one list.</summary>
internal static class IssueFields
{
    /// <summary>The name of the field that costs a question of its own.</summary>
    public const string Users = "users";

    /// <summary>The names of the fields for which the store has to name releases and environments.</summary>
    public static IReadOnlyList<string> Places { get; } = ["release", "environment", "env"];

    /// <summary>The fields, with relative times read as of then.</summary>
    public static IReadOnlyDictionary<string, IssueField> At(DateTimeOffset now) => new Dictionary<string, IssueField>(StringComparer.Ordinal)
    {
        ["is"] = new IssueWordField(Words),
        ["id"] = new IssueTextField(issue => issue.Issue.ShortId),
        ["title"] = new IssueTextField(issue => issue.Issue.Title, byWords: true),
        ["message"] = new IssueTextField(issue => issue.Issue.Title, byWords: true),
        ["type"] = new IssueTypeField(issue => issue.Issue.Type),
        ["culprit"] = new IssueTextField(issue => issue.Issue.Culprit, byWords: true),
        ["assignee"] = new IssueTextField(issue => issue.Issue.State.Assignee),
        ["level"] = new IssueRankField(["debug", "info", "warning", "error", "fatal"], issue => issue.Issue.Level),
        ["priority"] = new IssueRankField(["low", "medium", "high"], issue => NameOf(issue.Issue.State.Priority)),
        ["release"] = new IssueReleaseField(issue => issue.Releases),
        ["first_release"] = new IssueReleaseField(issue => [issue.Issue.FirstRelease]),
        ["last_release"] = new IssueReleaseField(issue => [issue.Issue.LastRelease]),
        ["resolved_in"] = new IssueReleaseField(issue => issue.Issue.State.Resolution?.Releases ?? []),
        ["environment"] = new IssuePlaceField(issue => issue.Environments),
        ["env"] = new IssuePlaceField(issue => issue.Environments),
        ["events"] = new IssueNumberField(issue => issue.Events),
        [Users] = new IssueNumberField(issue => issue.Users),
        ["first_seen"] = new IssueTimeField(issue => issue.Issue.FirstSeen, now),
        ["last_seen"] = new IssueTimeField(issue => issue.Issue.LastSeen, now),
    };

    private static IReadOnlyDictionary<string, Func<IssueCandidate, bool>> Words { get; } = new Dictionary<string, Func<IssueCandidate, bool>>(StringComparer.Ordinal)
    {
        ["unresolved"] = issue => issue.Issue.State.Status == IssueStatus.Unresolved,
        ["resolved"] = issue => issue.Issue.State.Status == IssueStatus.Resolved,
        ["archived"] = issue => issue.Issue.State.Status == IssueStatus.Archived,
        ["new"] = issue => issue.Issue.State.Substatus == IssueSubstatus.New,
        ["ongoing"] = issue => issue.Issue.State.Substatus == IssueSubstatus.Ongoing,
        ["escalating"] = issue => issue.Issue.State.Substatus == IssueSubstatus.Escalating,
        ["regressed"] = issue => issue.Issue.State.Substatus == IssueSubstatus.Regressed,
        ["assigned"] = issue => issue.Issue.State.Assignee is not null,
        ["unassigned"] = issue => issue.Issue.State.Assignee is null,
    };

    private static string NameOf(IssuePriority priority) => priority switch
    {
        IssuePriority.High => "high",
        IssuePriority.Medium => "medium",
        _ => "low",
    };
}
