using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Spans;

/// <summary>Reads what lists and charts show of traces: when, how long, how many spans and errors.</summary>
internal sealed class TraceSummaries(QueryRunner runner, TraceRange range)
{
    private static readonly string Summarise = SqlFile.Read("Spans.summarise_traces");

    /// <summary>The summaries, in the order of the ids; ids that are not known are left out.</summary>
    public async Task<IReadOnlyList<StoredTraceSummary>> ReadAsync(ProjectId project, string[] traces, CancellationToken cancellationToken)
    {
        if (traces.Length == 0 || await range.FindAsync(project, traces, cancellationToken) is not { } window)
        {
            return [];
        }

        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("traces", "Array(String)", traces);
        parameters.AddNamed("from", "Int64", window.From.Value);
        parameters.AddNamed("to", "Int64", window.To.Value);
        var summaries = await runner.ReadAsync(
            new SqlStatement(Summarise, parameters.Items),
            reader => new StoredTraceSummary(
                reader.GetString(0),
                new UnixNanoseconds(reader.GetInt64(1)),
                Math.Max(0, reader.GetInt64(2) - reader.GetInt64(1)),
                reader.GetString(3),
                reader.GetString(4),
                (long)reader.GetUInt64(5),
                (long)reader.GetUInt64(6)),
            cancellationToken);
        var byId = summaries.ToDictionary(summary => summary.TraceId);
        return [.. traces.Where(byId.ContainsKey).Select(trace => byId[trace])];
    }
}
