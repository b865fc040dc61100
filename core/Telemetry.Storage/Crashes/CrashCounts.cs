using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>
/// Counts crashes of issues by the time they were received, from the crashes themselves: those of one key lie together, and only archived issues that wait for a number are
/// asked about. Lists and charts read the sums of hours instead. May throw <see cref="QueryFailedException"/>.
/// </summary>
public sealed class CrashCounts : IIssueCounts
{
    private static readonly string Totals = SqlFile.Read("Crashes.count_keys");
    private static readonly string Hours = SqlFile.Read("Crashes.count_keys_by_hour");

    private readonly QueryRunner _runner;

    internal CrashCounts(QueryRunner runner) => _runner = runner;

    /// <inheritdoc />
    public async Task<IReadOnlyList<IssueCount>> CountAsync(ProjectId project, IReadOnlyList<IssueCountQuestion> questions, CancellationToken cancellationToken)
    {
        var counts = new List<IssueCount>(questions.Count);
        foreach (IssueCountQuestion question in questions)
        {
            SqlParameters parameters = ForKeys(project, question.Keys);
            parameters.AddNamed("since", "Int64", question.Since?.ToUnixTimeMilliseconds() ?? 0);
            List<IssueCount> rows = await _runner.ReadAsync(
                new SqlStatement(Totals, parameters.Items), reader => new IssueCount((long)reader.GetUInt64(0), (long)reader.GetUInt64(1)), cancellationToken);
            counts.Add(rows[0]);
        }

        return counts;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HourlyVolume>> CountByHourAsync(
        ProjectId project, IReadOnlyList<IssueCountQuestion> questions, DateTimeOffset from, int hours, CancellationToken cancellationToken)
    {
        var volumes = new List<HourlyVolume>(questions.Count);
        foreach (IssueCountQuestion question in questions)
        {
            SqlParameters parameters = ForKeys(project, question.Keys);
            parameters.AddNamed("from", "Int64", from.ToUnixTimeMilliseconds());
            parameters.AddNamed("hours", "UInt32", hours);
            var events = new long[hours];
            foreach ((int hour, long count) in await _runner.ReadAsync(
                new SqlStatement(Hours, parameters.Items), reader => ((int)reader.GetInt64(0), (long)reader.GetUInt64(1)), cancellationToken))
            {
                events[hour] = count;
            }

            volumes.Add(new HourlyVolume(from, events));
        }

        return volumes;
    }

    private static SqlParameters ForKeys(ProjectId project, IReadOnlyList<GroupingKey> keys)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("hashes", "Array(UInt64)", keys.Select(key => key.Hash).Distinct().ToArray());
        parameters.AddNamed("versions", "Array(UInt64)", keys.Select(key => (ulong)key.Version).Distinct().ToArray());
        return parameters;
    }
}
