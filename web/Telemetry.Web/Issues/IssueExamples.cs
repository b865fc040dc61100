using Telemetry.Web.Addresses;

namespace Telemetry.Web.Issues;

/// <summary>Queries that teach the language on issues.</summary>
internal static class IssueExamples
{
    public static IReadOnlyList<QueryExample> All { get; } =
    [
        new("KeyError", "the word in the title, the type or the place of the issue"),
        new("first_release:2.1.0", "began in that release"),
        new("release:2.1.0 -release:2.0.9", "seen in one release and not in the other"),
        new("is:regressed release:>=2.0", "came back, in these releases, in version order"),
        new("is:unassigned priority:high", "matters, and nobody has it"),
        new("assignee:ada@example.com", "somebody's"),
        new("users:>10", "hit more than ten installs or users in the time range"),
        new("environment:production level:fatal", "ended the program in production"),
        new("id:APP-17", "one issue by its short id"),
    ];
}
