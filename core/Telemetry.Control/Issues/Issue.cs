using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>An issue: crashes that are one bug. How often it happened is the store's to say.</summary>
public sealed record Issue
{
    /// <summary>Never reused.</summary>
    public required IssueId Id { get; init; }

    /// <summary>Whose.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>For example <c>APP-17</c>.</summary>
    public required string ShortId { get; init; }

    /// <summary>What it is called. From outside, so hostile text is possible, as in the other texts.</summary>
    public required string Title { get; init; }

    /// <summary>Qualified type of the exception; empty for none.</summary>
    public required string Type { get; init; }

    /// <summary>Where it happens; empty when unknown.</summary>
    public required string Culprit { get; init; }

    /// <summary>Of its first crash.</summary>
    public required string Level { get; init; }

    /// <summary>What people and time change.</summary>
    public required IssueState State { get; init; }

    /// <summary>Grows with each change of the state.</summary>
    public required long StateVersion { get; init; }

    /// <summary>Set: it is part of that issue now, and has no crashes of its own.</summary>
    public required IssueId? MergedInto { get; init; }

    /// <summary>When its earliest crash happened.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When its latest crash happened.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The earliest release it was seen in, by the order of releases; null when no crash named one.</summary>
    public required string? FirstRelease { get; init; }

    /// <summary>The latest.</summary>
    public required string? LastRelease { get; init; }

    internal static Issue From(IssueRow row) => new()
    {
        Id = row.IssueId,
        Project = new ProjectId(checked((uint)row.ProjectId)),
        ShortId = row.ShortId,
        Title = row.Title,
        Type = row.Type,
        Culprit = row.Culprit,
        Level = row.Level,
        State = row.ToState(),
        StateVersion = row.StateVersion,
        MergedInto = row.MergedInto is { } target ? new IssueId(target) : null,
        FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(row.FirstSeenAtMilliseconds),
        LastSeen = DateTimeOffset.FromUnixTimeMilliseconds(row.LastSeenAtMilliseconds),
        FirstRelease = row.FirstRelease,
        LastRelease = row.LastRelease,
    };
}
