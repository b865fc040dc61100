using ClickHouse.Driver.ADO.Readers;
using Telemetry.Model;
using Telemetry.Model.Crashes;
using Telemetry.Model.Issues;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Crashes;

/// <summary>Reads crashes. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class CrashReader
{
    private static readonly string Sql = SqlFile.Read("Crashes.find_crash");

    private readonly QueryRunner _runner;

    internal CrashReader(QueryRunner runner) => _runner = runner;

    /// <summary>One crash, whole; null when the project has none of that id.</summary>
    public async Task<StoredCrash?> FindAsync(ProjectId project, CrashId crash, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("crash", "String", crash.ToString());
        List<StoredCrash> found = await _runner.ReadAsync(new SqlStatement(Sql, parameters.Items) { Settings = SqlStatement.OneThread }, Read, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    internal static StoredCrash Read(ClickHouseDataReader reader) => new(
        CrashId.TryParse(reader.GetString(0), out CrashId id) ? id : default,
        new UnixNanoseconds(reader.GetInt64(1)),
        new UnixNanoseconds(reader.GetInt64(2)),
        new GroupingKey(reader.GetUInt16(3), reader.GetUInt64(4)),
        reader.GetString(5));
}
