using Telemetry.Query.Contracts;
using Telemetry.Web.Display;

namespace Telemetry.Web.Issues;

/// <summary>Lines of an issue's timeline as sentences, after the name of whoever did it.</summary>
internal static class TimelineText
{
    private const int MaxName = 60;

    public static string Of(IssueTimelineItem item) => item.Kind switch
    {
        "created" => $"First seen{In(item)}",
        "regressed" => $"Came back{In(item)}",
        "escalated" => "Happens clearly more often than before",
        "unarchived" => "Is back from the archive",
        "aged" => "Is no longer new",
        "resolved" => $"resolved it {(item.After?.Resolution is { } resolution ? IssueState.Resolved(resolution) : "")}".TrimEnd(),
        "reopened" => "reopened it",
        "archived" => $"archived it {(item.After?.Archive is { } archive ? IssueState.Archived(archive) : "")}".TrimEnd(),
        "assigned" => Assigned(item),
        "prioritised" => $"set its priority to {item.After?.Priority}",
        "commented" => item.Comment is null ? "deleted a comment" : "wrote",
        "merged" => $"merged {Names(item.Others)} into it",
        "mergedAway" => $"merged it into {Names(item.Others)}",
        "unmerged" => $"separated it from {Names(item.Others)}",
        "undone" => "took a change back",
        var other => VisibleText.Plain(other, MaxName),
    };

    private static string Assigned(IssueTimelineItem item)
    {
        string whom = item.After?.Assignee is { } assignee ? VisibleText.Plain(assignee, MaxName) : "nobody";
        return item.Rule is { } rule ? $"Assigned to {whom} by the rule {VisibleText.Plain(rule, MaxName)}" : $"assigned it to {whom}";
    }

    private static string In(IssueTimelineItem item)
    {
        string release = item.Release is { Length: > 0 } version ? $" in {VisibleText.Plain(version, MaxName)}" : "";
        return item.Environment is { Length: > 0 } environment ? $"{release}, {VisibleText.Plain(environment, MaxName)}" : release;
    }

    private static string Names(IReadOnlyList<string> others) => others.Count == 0 ? "others" : VisibleText.Plain(string.Join(", ", others.Take(10)), 200);
}
