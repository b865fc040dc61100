using Telemetry.Query.Contracts;

namespace Telemetry.Web.Issues;

/// <summary>States of issues in words.</summary>
internal static class IssueState
{
    /// <summary>The word for a list, and the kind of its badge; null for what needs none: an issue that goes on as before.</summary>
    public static (string Text, string Kind)? Badge(string status, string substatus) => (status, substatus) switch
    {
        ("resolved", _) => ("Resolved", "good"),
        ("archived", _) => ("Archived", "quiet"),
        (_, "new") => ("New", "warning"),
        (_, "regressed") => ("Regressed", "bad"),
        (_, "escalating") => ("Escalating", "bad"),
        _ => null,
    };

    /// <summary>The same where there is a place for every state.</summary>
    public static (string Text, string Kind) Word(string status, string substatus) => Badge(status, substatus) ?? ("Ongoing", "quiet");

    /// <summary>How it was resolved, after the word "Resolved".</summary>
    public static string Resolved(IssueResolutionItem resolution) => resolution.In switch
    {
        "release" => $"in {Names(resolution.Releases)}",
        "next" => $"in the release after {Names(resolution.Releases)}",
        _ => "",
    };

    /// <summary>What brings it back, after the word "Archived".</summary>
    public static string Archived(IssueArchiveItem archive) => archive.Until switch
    {
        "forever" => "for ever",
        "time" => "until a time",
        "events" => $"until it happens {Display.CountText.Format(archive.Count ?? 0, "more time", "more times")}{Window(archive)}",
        "users" => $"until it hits {Display.CountText.Format(archive.Count ?? 0, "more user", "more users")}{Window(archive)}",
        _ => "until it happens clearly more often",
    };

    private static string Window(IssueArchiveItem archive) =>
        archive.WindowMinutes is { } minutes ? $" within {Display.AgeText.Length(TimeSpan.FromMinutes(minutes))}" : "";

    private static string Names(IReadOnlyList<string> releases) => string.Join(", ", releases.Select(release => Display.VisibleText.Plain(release, 40)));
}
