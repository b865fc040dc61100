namespace Telemetry.Web.Issues;

/// <summary>Fields of queries on issues, for the query box: the API has a fixed set of them.</summary>
internal static class IssueFields
{
    /// <summary>Names, with what they are.</summary>
    public static IReadOnlyList<(string Name, string Means)> All { get; } =
    [
        ("is", "state"), ("assignee", "whose it is"), ("level", "how bad"), ("priority", "how urgent"), ("type", "of the exception"), ("title", "of the issue"), ("culprit", "where it happens"),
        ("id", "short id"), ("release", "seen in"), ("first_release", "began in"), ("last_release", "last seen in"), ("resolved_in", "said to be fixed in"), ("environment", "seen in"),
        ("events", "how many"), ("users", "how many"),
    ];

    /// <summary>Values of fields that have few.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["is"] = ["unresolved", "resolved", "archived", "new", "ongoing", "escalating", "regressed", "assigned", "unassigned"],
        ["level"] = ["fatal", "error", "warning", "info", "debug"],
        ["priority"] = ["high", "medium", "low"],
    };

    /// <summary>Whether values of this field are names of releases.</summary>
    public static bool IsRelease(string field) => field is "release" or "first_release" or "last_release" or "resolved_in";
}
