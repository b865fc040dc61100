using Telemetry.Control.Projects;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>What an issue is when its first crash is seen.</summary>
internal static class NewIssue
{
    public static IssueRow From(CrashSighting crash, ProjectRow project, long number, DateTimeOffset now) => new()
    {
        ProjectId = project.Id,
        Number = number,
        ShortId = IssueShortId.Of(project.Name, number),
        Title = StoredText.Clean(crash.Title, IssueLimits.Title),
        Type = StoredText.Clean(crash.Type, IssueLimits.Type),
        Culprit = StoredText.Clean(crash.Culprit, IssueLimits.Culprit),
        Level = StoredText.Clean(crash.Level, IssueLimits.Level),
        FirstSeenAtMilliseconds = crash.OccurredAt.ToUnixTimeMilliseconds(),
        LastSeenAtMilliseconds = crash.OccurredAt.ToUnixTimeMilliseconds(),
        CreatedAtMilliseconds = now.ToUnixTimeMilliseconds(),
    };

    /// <summary>One that is cut off another.</summary>
    public static IssueRow Like(IssueRow whole, ProjectRow project, long number, DateTimeOffset now) => new()
    {
        ProjectId = project.Id,
        Number = number,
        ShortId = IssueShortId.Of(project.Name, number),
        Title = whole.Title,
        Type = whole.Type,
        Culprit = whole.Culprit,
        Level = whole.Level,
        FirstSeenAtMilliseconds = whole.FirstSeenAtMilliseconds,
        LastSeenAtMilliseconds = whole.LastSeenAtMilliseconds,
        FirstRelease = whole.FirstRelease,
        FirstReleaseKey = whole.FirstReleaseKey,
        LastRelease = whole.LastRelease,
        LastReleaseKey = whole.LastReleaseKey,
        CreatedAtMilliseconds = now.ToUnixTimeMilliseconds(),
    };

    public static IssueState State(CrashSighting crash, OwnershipRules owners, DateTimeOffset now) => new()
    {
        Status = IssueStatus.Unresolved,
        Substatus = IssueSubstatus.New,
        Since = now,
        Assignee = owners.Find(crash.Ownership)?.Owners[0],
        Priority = crash.Level switch
        {
            "fatal" or "error" => IssuePriority.High,
            "warning" => IssuePriority.Medium,
            _ => IssuePriority.Low,
        },
    };
}
