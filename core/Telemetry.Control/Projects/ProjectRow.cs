namespace Telemetry.Control.Projects;

/// <summary>A row of <c>projects</c>.</summary>
internal sealed class ProjectRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required int LogRetentionDays { get; set; }

    public required int SpanRetentionDays { get; set; }

    public required long CreatedAtMilliseconds { get; set; }

    /// <summary>0 while there is no issue.</summary>
    public long LastIssueNumber { get; set; }
}
