using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>How many spans a range has, whatever the query asks: mostly answered by the primary index. Tells how small a sample must be.</summary>
internal sealed class SpanCount(QueryRunner runner)
{
    /// <summary>One in how many traces to look at, so that about so many spans are read; 1 when all of them are.</summary>
    public async Task<int> SampleAsync(SearchRequest request, long maxSpans, CancellationToken cancellationToken)
    {
        List<long> count = await runner.ReadAsync(Statement(request), reader => (long)reader.GetUInt64(0), cancellationToken);
        return (int)Math.Clamp((count[0] + maxSpans - 1) / maxSpans, 1, int.MaxValue);
    }

    /// <summary>The question.</summary>
    public static SqlStatement Statement(SearchRequest request)
    {
        var parameters = new SqlParameters();
        string text =
            $"""
            SELECT count() AS Spans
            FROM otel_traces
            WHERE {SearchWhere.Range(request, parameters)}
            """;
        return new SqlStatement(text, parameters.Items);
    }
}
