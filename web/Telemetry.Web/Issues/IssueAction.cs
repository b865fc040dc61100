using System.Globalization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Issues;

/// <summary>What a button of the pages about issues asks for.</summary>
/// <param name="Code">Value of the button.</param>
/// <param name="Done">What has happened then, after "3 issues" or "APP-17".</param>
/// <param name="Change">What to ask of the API; null when the fields beside the button lack something.</param>
internal sealed record IssueAction(string Code, string Done, Func<IssueActionFields, IssuePatch?> Change)
{
    private const string Resolved = "resolved";
    private const string Archived = "archived";
    private const string Unresolved = "unresolved";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IssueAction> All { get; } =
    [
        new("resolve", "resolved", _ => Resolve("now")),
        new("resolve-current", "resolved in the newest release", _ => Resolve("current")),
        new("resolve-next", "resolved in the next release", _ => Resolve("next")),
        new("resolve-release", "resolved in those releases", fields => fields.ReleaseList is { Count: > 0 } releases ? Resolve("release", releases) : null),
        new("archive", "archived until it escalates", _ => Archive(new IssueArchiveChange("escalating", null, null, null))),
        new("archive-day", "archived for a day", _ => Archive(new IssueArchiveChange("time", "now+1d", null, null))),
        new("archive-week", "archived for a week", _ => Archive(new IssueArchiveChange("time", "now+7d", null, null))),
        new("archive-month", "archived for 30 days", _ => Archive(new IssueArchiveChange("time", "now+30d", null, null))),
        new("archive-forever", "archived for ever", _ => Archive(new IssueArchiveChange("forever", null, null, null))),
        new("archive-events", "archived until more events", fields => fields.Number is { } number ? Archive(new IssueArchiveChange("events", null, number, null)) : null),
        new("archive-users", "archived until more users", fields => fields.Number is { } number ? Archive(new IssueArchiveChange("users", null, number, null)) : null),
        new("reopen", "reopened", _ => new IssuePatch { Status = Unresolved }),
        new("review", "looked at", _ => new IssuePatch { Status = Unresolved, Reviewed = true }),
        new("assign", "assigned", fields => string.IsNullOrWhiteSpace(fields.Assignee) ? null : new IssuePatch { Assignee = fields.Assignee.Trim() }),
        new("unassign", "assigned to nobody", _ => new IssuePatch { Assignee = "" }),
        new("priority-high", "set to priority high", _ => new IssuePatch { Priority = "high" }),
        new("priority-medium", "set to priority medium", _ => new IssuePatch { Priority = "medium" }),
        new("priority-low", "set to priority low", _ => new IssuePatch { Priority = "low" }),
    ];

    /// <summary>The one with this code; null when there is none.</summary>
    public static IssueAction? Find(string? code) => All.FirstOrDefault(action => action.Code == code);

    private static IssuePatch Resolve(string place, IReadOnlyList<string>? releases = null) =>
        new() { Status = Resolved, Resolution = new IssueResolutionChange(place, releases) };

    private static IssuePatch Archive(IssueArchiveChange until) => new() { Status = Archived, Archive = until };
}

/// <summary>Fields beside the buttons, as typed.</summary>
/// <param name="Releases">Names separated by commas.</param>
/// <param name="Count">A number.</param>
/// <param name="Assignee">An e-mail address or a team.</param>
internal sealed record IssueActionFields(string? Releases, string? Count, string? Assignee)
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> ReleaseList => [.. (Releases ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>The number; null when it is none.</summary>
    public long? Number => long.TryParse(Count, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : null;
}
