using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Sessions;

/// <summary>Reads sessions. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class StoredSessions
{
    private static readonly string FindSql = SqlFile.Read("Sessions.find_session");
    private static readonly string ListSql = SqlFile.Read("Sessions.list_sessions");

    private readonly QueryRunner _runner;

    internal StoredSessions(QueryRunner runner) => _runner = runner;

    /// <summary>One session; null when the project has none of that id.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="session">Lower-case, without dashes.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredSession?> FindAsync(ProjectId project, string session, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("session", "String", session);
        List<StoredSession> found = await _runner.ReadAsync(new SqlStatement(FindSql, parameters.Items) { Settings = SqlStatement.OneThread }, Read, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Sessions that began in a range, the newest first.</summary>
    /// <param name="project">Their project.</param>
    /// <param name="range">When they began.</param>
    /// <param name="session">Only this one; null: any.</param>
    /// <param name="install">Only of this installation; null: any.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<IReadOnlyList<StoredSession>> ListAsync(ProjectId project, TimeWindow range, string? session, string? install, int limit, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("from", "Int64", range.From.Value);
        parameters.AddNamed("to", "Int64", range.To.Value);
        parameters.AddNamed("session", "String", session ?? "");
        parameters.AddNamed("install", "String", install ?? "");
        parameters.AddNamed("limit", "UInt32", limit);
        return await _runner.ReadAsync(new SqlStatement(ListSql, parameters.Items), Read, cancellationToken);
    }

    private static StoredSession Read(ClickHouseDataReader reader) => new()
    {
        Id = reader.GetString(0),
        InstallId = reader.GetString(1),
        State = reader.GetString(2),
        Mechanism = reader.GetString(3),
        Started = new UnixNanoseconds(reader.GetInt64(4)),
        Time = new UnixNanoseconds(reader.GetInt64(5)),
        DurationNanoseconds = reader.GetUInt64(6),
        Errors = reader.GetUInt32(7),
        Release = reader.GetString(8),
        PreviousRelease = reader.GetString(9),
        Environment = reader.GetString(10),
        Service = reader.GetString(11),
        UserId = reader.GetString(12),
        Kind = reader.GetString(13),
        Consent = reader.GetString(14),
        Packaging = reader.GetString(15),
        ExitCode = reader.IsDBNull(16) ? null : reader.GetInt64(16),
        SdkName = reader.GetString(17),
        SdkVersion = reader.GetString(18),
    };
}
