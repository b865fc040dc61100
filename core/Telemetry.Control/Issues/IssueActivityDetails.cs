using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>What the timeline tells of one thing that happened. What does not apply is null or empty.</summary>
public sealed record IssueActivityDetails
{
    /// <summary>The state before.</summary>
    public IssueState? Before { get; init; }

    /// <summary>The state after.</summary>
    public IssueState? After { get; init; }

    /// <summary>Release of the crash that caused it.</summary>
    public string? Release { get; init; }

    /// <summary>Environment of the crash that caused it.</summary>
    public string? Environment { get; init; }

    /// <summary>Short ids of the other issues of a merge or an unmerge.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The comment.</summary>
    public long? Comment { get; init; }

    /// <summary>The rule that said whose it is.</summary>
    public string? Rule { get; init; }
}
