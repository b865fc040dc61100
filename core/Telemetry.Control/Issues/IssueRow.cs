using Telemetry.Control.Outbox;
using Telemetry.Control.Projects;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>A row of <c>issues</c>.</summary>
internal sealed class IssueRow
{
    public long Id { get; set; }

    public required long ProjectId { get; set; }

    public required long Number { get; set; }

    public required string ShortId { get; set; }

    public required string Title { get; set; }

    public required string Type { get; set; }

    public required string Culprit { get; set; }

    public required string Level { get; set; }

    public IssueStatus Status { get; set; }

    public IssueSubstatus Substatus { get; set; }

    public long SinceMilliseconds { get; set; }

    /// <summary>JSON of an <see cref="IssueResolution"/>.</summary>
    public string? Resolution { get; set; }

    /// <summary>JSON of an <see cref="IssueArchive"/>.</summary>
    public string? Archive { get; set; }

    public string? Assignee { get; set; }

    public IssuePriority Priority { get; set; }

    /// <summary>Grows with each change of the state, also with one that is taken back.</summary>
    public long StateVersion { get; set; }

    /// <summary>When time alone changes the state; null: never.</summary>
    public long? WakesAtMilliseconds { get; set; }

    /// <summary>Set: this issue is part of another now, and only its address and its past are left.</summary>
    public long? MergedInto { get; set; }

    public required long FirstSeenAtMilliseconds { get; set; }

    public required long LastSeenAtMilliseconds { get; set; }

    public string? FirstRelease { get; set; }

    public string? FirstReleaseKey { get; set; }

    public string? LastRelease { get; set; }

    public string? LastReleaseKey { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    public ProjectRow? Project { get; set; }

    public IssueId IssueId => new(Id);

    /// <summary>What people and time change.</summary>
    public IssueState ToState() => new()
    {
        Status = Status,
        Substatus = Substatus,
        Since = DateTimeOffset.FromUnixTimeMilliseconds(SinceMilliseconds),
        Resolution = Resolution is null ? null : OutboxJson.Read<IssueResolution>(Resolution),
        Archive = Archive is null ? null : OutboxJson.Read<IssueArchive>(Archive),
        Assignee = Assignee,
        Priority = Priority,
    };

    /// <summary>Takes a state over, as a new version.</summary>
    public void Apply(IssueState state)
    {
        Status = state.Status;
        Substatus = state.Substatus;
        SinceMilliseconds = state.Since.ToUnixTimeMilliseconds();
        Resolution = state.Resolution is null ? null : OutboxJson.Write(state.Resolution);
        Archive = state.Archive is null ? null : OutboxJson.Write(state.Archive);
        Assignee = state.Assignee;
        Priority = state.Priority;
        WakesAtMilliseconds = IssueLife.WakesAt(state)?.ToUnixTimeMilliseconds();
        StateVersion++;
    }

    /// <summary>Makes the span of time and of releases wide enough for a crash. Repeating it changes nothing.</summary>
    /// <returns>Whether it became wider.</returns>
    public bool Widen(long at, string? release, string? releaseKey)
    {
        bool isWider = at < FirstSeenAtMilliseconds || at > LastSeenAtMilliseconds;
        FirstSeenAtMilliseconds = Math.Min(FirstSeenAtMilliseconds, at);
        LastSeenAtMilliseconds = Math.Max(LastSeenAtMilliseconds, at);
        if (release is null || releaseKey is null)
        {
            return isWider;
        }

        if (FirstReleaseKey is null || string.CompareOrdinal(releaseKey, FirstReleaseKey) < 0)
        {
            (FirstRelease, FirstReleaseKey, isWider) = (release, releaseKey, true);
        }

        if (LastReleaseKey is null || string.CompareOrdinal(releaseKey, LastReleaseKey) > 0)
        {
            (LastRelease, LastReleaseKey, isWider) = (release, releaseKey, true);
        }

        return isWider;
    }
}
