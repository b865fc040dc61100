using System.Collections.Frozen;

namespace Telemetry.Query.Api.Issues.Search;

/// <summary>The orders of a list of issues, each by a number, the largest first; equal ones by the issue's own number, the newest first.</summary>
internal static class IssueOrder
{
    /// <summary>The order when none is asked for.</summary>
    public const string Default = "last_seen";

    /// <summary>The order that costs a question of its own.</summary>
    public const string Users = "users";

    // Milliseconds since 1970 stay below for some thousand years.
    private const int BitsOfTime = 48;

    /// <summary>All of them.</summary>
    public static FrozenDictionary<string, Func<IssueCandidate, long>> Keys { get; } = new Dictionary<string, Func<IssueCandidate, long>>(StringComparer.Ordinal)
    {
        [Default] = LastSeen,
        ["first_seen"] = issue => issue.Issue.FirstSeen.ToUnixTimeMilliseconds(),
        ["events"] = issue => issue.Events,
        [Users] = issue => issue.Users,
        ["priority"] = issue => ((long)issue.Issue.State.Priority << BitsOfTime) + LastSeen(issue),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static long LastSeen(IssueCandidate issue) => issue.Issue.LastSeen.ToUnixTimeMilliseconds();
}
