using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Feedback;

/// <summary>Reads what people wrote, the newest first. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class FeedbackReader
{
    // They travel in the address, where the engine takes 128 KiB of one value.
    private const int MaxHashes = 5000;

    private static readonly string OfEventSql = SqlFile.Read("Feedback.list_of_event");
    private static readonly string OfIssueSql = SqlFile.Read("Feedback.list_of_issue");
    private static readonly string OfProjectSql = SqlFile.Read("Feedback.list_of_project");
    private static readonly string CountSql = SqlFile.Read("Feedback.count_of_hashes");

    private readonly QueryRunner _runner;

    internal FeedbackReader(QueryRunner runner) => _runner = runner;

    /// <summary>About one event.</summary>
    public async Task<IReadOnlyList<StoredFeedback>> ListOfEventAsync(ProjectId project, CrashId crash, int limit, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("event", "String", crash.ToString());
        parameters.AddNamed("limit", "UInt32", limit);
        return await _runner.ReadAsync(new SqlStatement(OfEventSql, parameters.Items) { Settings = SqlStatement.OneThread }, Read, cancellationToken);
    }

    /// <summary>About the events of an issue.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="hashes">The issue's; of more than 5,000 the first of them.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<StoredFeedback>> ListOfIssueAsync(ProjectId project, IReadOnlyList<ulong> hashes, FeedbackSlice page, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(project, page);
        parameters.AddNamed("hashes", "Array(UInt64)", hashes.Take(MaxHashes).ToArray());
        return await _runner.ReadAsync(new SqlStatement(OfIssueSql, parameters.Items), Read, cancellationToken);
    }

    /// <summary>All that was written to a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="withoutEvent">Only what is about no event.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<StoredFeedback>> ListOfProjectAsync(ProjectId project, bool withoutEvent, FeedbackSlice page, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(project, page);
        parameters.AddNamed("withoutEvent", "UInt8", withoutEvent ? 1 : 0);
        return await _runner.ReadAsync(new SqlStatement(OfProjectSql, parameters.Items), Read, cancellationToken);
    }

    /// <summary>How much was written about the events of each hash; those without any are left out.</summary>
    /// <param name="project">Their project.</param>
    /// <param name="hashes">Of more than 5,000 the first of them.</param>
    /// <param name="range">When it was written.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyDictionary<ulong, long>> CountAsync(ProjectId project, IReadOnlyList<ulong> hashes, TimeWindow range, CancellationToken cancellationToken)
    {
        SqlParameters parameters = Parameters(project, new FeedbackSlice(range.From, new FeedbackPlace(range.To, ""), MaxHashes));
        parameters.AddNamed("hashes", "Array(UInt64)", hashes.Take(MaxHashes).ToArray());
        List<(ulong Hash, ulong Written)> rows = await _runner.ReadAsync(
            new SqlStatement(CountSql, parameters.Items), reader => (reader.GetUInt64(0), reader.GetUInt64(1)), cancellationToken);
        return rows.ToDictionary(row => row.Hash, row => (long)row.Written);
    }

    private static SqlParameters Parameters(ProjectId project, FeedbackSlice page)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("from", "Int64", page.From.Value);
        parameters.AddNamed("before", "Int64", page.Before.Time.Value);
        parameters.AddNamed("beforeId", "String", page.Before.Id);
        parameters.AddNamed("limit", "UInt32", page.Limit);
        return parameters;
    }

    private static StoredFeedback Read(ClickHouseDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        new UnixNanoseconds(reader.GetInt64(2)),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.GetString(8));
}
