using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Spans;

/// <summary>Finds when traces were, so that their spans are read from minutes and not from months.</summary>
internal sealed class TraceRange(QueryRunner runner)
{
    private const long Second = 1_000_000_000;

    private static readonly string Sql = SqlFile.Read("Spans.find_trace_range");

    /// <summary>The range of all starts of their spans; null when none of the traces is known.</summary>
    public async Task<TimeWindow?> FindAsync(ProjectId project, IReadOnlyList<string> traces, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("traces", "Array(String)", traces.ToArray());
        var rows = await runner.ReadAsync(
            new SqlStatement(Sql, parameters.Items) { Settings = SqlStatement.OneThread },
            reader => (Found: reader.GetUInt64(0) > 0, Start: reader.GetInt64(1), End: reader.GetInt64(2)),
            cancellationToken);
        // The table knows whole seconds: the last one is read to its end.
        return rows[0].Found ? new TimeWindow(new UnixNanoseconds(rows[0].Start * Second), new UnixNanoseconds((rows[0].End + 1) * Second)) : null;
    }
}
