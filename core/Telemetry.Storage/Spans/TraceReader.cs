using Telemetry.Model;
using Telemetry.Model.Search;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>Reads traces. Every answer may throw <see cref="QueryFailedException"/>: a cap was reached, or the store is not there.</summary>
public sealed class TraceReader
{
    // The engine needs 2 ms to plan a sort, and only has to do it when it must choose which spans to leave out.
    private const string AnyOrder = "LIMIT {limit:UInt32}";
    private const string EarliestFirst = "ORDER BY Timestamp, SpanId " + AnyOrder;

    private static readonly string GetTrace = SqlFile.Read("Spans.get_trace");

    private static readonly Comparison<StoredSpan> ByStart = (left, right) =>
        left.Timestamp.CompareTo(right.Timestamp) is var order and not 0 ? order : string.CompareOrdinal(left.SpanId, right.SpanId);

    private readonly QueryRunner _runner;
    private readonly TraceRange _range;
    private readonly TraceListReader _list;
    private readonly TraceScatterReader _scatter;

    internal TraceReader(QueryRunner runner, TraceRange range, TraceListReader list, TraceScatterReader scatter)
    {
        _scatter = scatter;
        _runner = runner;
        _range = range;
        _list = list;
    }

    /// <summary>What is wrong with a query on spans; null when it can be answered.</summary>
    public static SearchProblem? FindProblem(SearchNode query) => SearchCompiler.FindProblem(query, SearchSchema.Spans);

    /// <summary>The spans of a trace, at most <paramref name="limit"/>; null when the project has none of that id.</summary>
    /// <param name="project">The project; the caller has checked the access.</param>
    /// <param name="traceId">32 lower-case hex digits.</param>
    /// <param name="limit">Spans.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public async Task<StoredTrace?> FindAsync(ProjectId project, string traceId, int limit, CancellationToken cancellationToken)
    {
        if (await _range.FindAsync(project, traceId, cancellationToken) is not { } range)
        {
            return null;
        }

        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", project.Value);
        parameters.AddNamed("trace", "String", traceId);
        parameters.AddNamed("from", "Int64", range.From.Value);
        parameters.AddNamed("to", "Int64", range.To.Value);
        parameters.AddNamed("limit", "UInt32", limit + 1);
        List<StoredSpan> spans = await ReadAsync(GetTrace + AnyOrder, parameters, cancellationToken);
        if (spans.Count <= limit)
        {
            spans.Sort(ByStart);
            return spans.Count == 0 ? null : new StoredTrace(spans, IsTruncated: false);
        }

        return new StoredTrace((await ReadAsync(GetTrace + EarliestFirst, parameters, cancellationToken))[..limit], IsTruncated: true);
    }

    /// <summary>A page of the traces with a matching span, those with the newest such span first.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="limit">Traces, 1 to 1000.</param>
    /// <param name="after">Where the page before this one ended; null for the first.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public Task<StoredTracePage> ReadPageAsync(SearchRequest request, int limit, TraceCursor? after, CancellationToken cancellationToken) =>
        _list.ReadPageAsync(request, limit, after, cancellationToken);

    /// <summary>A sample of the traces with a matching span, spread evenly over the range.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="limit">Traces, 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the query in the store as well.</param>
    public Task<StoredTraceScatter> ReadScatterAsync(SearchRequest request, int limit, CancellationToken cancellationToken) =>
        _scatter.ReadAsync(request, limit, cancellationToken);

    private Task<List<StoredSpan>> ReadAsync(string sql, SqlParameters parameters, CancellationToken cancellationToken) =>
        _runner.ReadAsync(new SqlStatement(sql, parameters.Items) { Settings = SqlStatement.OneThread }, SpanColumns.Read, cancellationToken);
}
