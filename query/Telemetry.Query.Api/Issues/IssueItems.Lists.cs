using Telemetry.Control.Issues;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>Lists of issues and crashes as the contract writes them.</summary>
internal static partial class IssueItems
{
    public static IssueListItem From(IssueCandidate found, long users, IReadOnlyList<long> trend, string? firstBad, IReadOnlyList<long> releaseTrend)
    {
        Issue issue = found.Issue;
        return new IssueListItem
        {
            Id = issue.Id.ToString(),
            ShortId = issue.ShortId,
            Title = issue.Title,
            Type = issue.Type,
            Culprit = issue.Culprit,
            Status = Word(issue.State.Status),
            Substatus = Word(issue.State.Substatus),
            Level = issue.Level,
            Priority = Word(issue.State.Priority),
            Count = found.Events,
            Users = users,
            FirstSeen = Rfc3339.Write(issue.FirstSeen),
            LastSeen = Rfc3339.Write(issue.LastSeen),
            FirstRelease = issue.FirstRelease,
            LastRelease = issue.LastRelease,
            Assignee = issue.State.Assignee,
            Resolution = Resolution(issue.State.Resolution),
            StateVersion = issue.StateVersion,
            Trend = trend,
            FirstBadRelease = firstBad,
            ReleaseTrend = releaseTrend,
            Feedback = 0,
        };
    }

    public static TimeRange From(CrashScope scope) => new(Rfc3339.Write(DateTimeOffset.FromUnixTimeSeconds(scope.From)), Rfc3339.Write(DateTimeOffset.FromUnixTimeSeconds(scope.To)));

    public static CrashListItem From(ListedCrash crash) => new()
    {
        Id = crash.Id.ToString(),
        Time = crash.Time.ToString(),
        ReceivedAt = crash.ReceivedAt.ToString(),
        Release = crash.Release,
        Environment = crash.Environment,
        Level = crash.Level,
        Unhandled = crash.IsUnhandled,
        Message = crash.Message,
        UserId = crash.UserId,
        InstallId = crash.InstallId,
        SessionId = crash.SessionId,
        TraceId = crash.TraceId,
        Facts = crash.Facts,
    };
}
