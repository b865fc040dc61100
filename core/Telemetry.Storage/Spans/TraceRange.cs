using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;

namespace Telemetry.Storage.Spans;

/// <summary>Finds when traces were, so that their spans are read from minutes and not from months.</summary>
internal sealed class TraceRange(QueryRunner runner)
{
    private const long Second = 1_000_000_000;

    // A trace whose spans came in more inserts than this is left to the engine to sum up.
    private const int MaxRanges = 1000;

    private static readonly string OfMany = SqlFile.Read("Spans.find_trace_range");
    private static readonly string OfOne = SqlFile.Read("Spans.list_trace_ranges");

    /// <summary>The range of all starts of the trace's spans; null when it is not known.</summary>
    public async Task<TimeWindow?> FindAsync(ProjectId project, string trace, CancellationToken cancellationToken)
    {
        SqlParameters parameters = ForProject(project);
        parameters.AddNamed("trace", "String", trace);
        parameters.AddNamed("limit", "UInt32", MaxRanges);
        var ranges = await runner.ReadAsync(OneThread(OfOne, parameters), reader => (Start: reader.GetInt64(0), End: reader.GetInt64(1)), cancellationToken);
        return ranges.Count switch
        {
            0 => null,
            MaxRanges => await FindAsync(project, [trace], cancellationToken),
            _ => WholeSeconds(ranges.Min(range => range.Start), ranges.Max(range => range.End)),
        };
    }

    /// <summary>The range of all starts of their spans; null when none of the traces is known.</summary>
    public async Task<TimeWindow?> FindAsync(ProjectId project, IReadOnlyList<string> traces, CancellationToken cancellationToken)
    {
        SqlParameters parameters = ForProject(project);
        parameters.AddNamed("traces", "Array(String)", traces.ToArray());
        var rows = await runner.ReadAsync(
            OneThread(OfMany, parameters), reader => (Found: reader.GetUInt64(0) > 0, Start: reader.GetInt64(1), End: reader.GetInt64(2)), cancellationToken);
        return rows[0].Found ? WholeSeconds(rows[0].Start, rows[0].End) : null;
    }

    private static SqlParameters ForProject(ProjectId project)
    {
        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        return parameters;
    }

    private static SqlStatement OneThread(string text, SqlParameters parameters) => new(text, parameters.Items) { Settings = SqlStatement.OneThread };

    // The table knows whole seconds: the last one is read to its end.
    private static TimeWindow WholeSeconds(long start, long end) => new(new UnixNanoseconds(start * Second), new UnixNanoseconds((end + 1) * Second));
}
