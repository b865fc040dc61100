namespace Telemetry.Model.Issues;

/// <summary>Which events of an issue are to be counted.</summary>
/// <param name="Issue">Whose.</param>
/// <param name="Keys">All keys that belong to it.</param>
/// <param name="Since">Received at or after; null: all that are kept.</param>
public sealed record IssueCountQuestion(IssueId Issue, IReadOnlyList<GroupingKey> Keys, DateTimeOffset? Since);

/// <summary>How often.</summary>
/// <param name="Events">Each crash once.</param>
/// <param name="Users">Different users or installations among them.</param>
public readonly record struct IssueCount(long Events, long Users);

/// <summary>Counts the events of issues. The store does; whoever decides about issues only asks.</summary>
public interface IIssueCounts
{
    /// <summary>Counts.</summary>
    /// <returns>One answer for each question, in their order.</returns>
    Task<IReadOnlyList<IssueCount>> CountAsync(ProjectId project, IReadOnlyList<IssueCountQuestion> questions, CancellationToken cancellationToken);

    /// <summary>Events by hour, by the time they were received.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="questions">Their <c>Since</c> is not looked at.</param>
    /// <param name="from">Start of the first hour.</param>
    /// <param name="hours">How many.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>One answer for each question, in their order.</returns>
    Task<IReadOnlyList<HourlyVolume>> CountByHourAsync(ProjectId project, IReadOnlyList<IssueCountQuestion> questions, DateTimeOffset from, int hours, CancellationToken cancellationToken);
}
