using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>Draws samples of traces.</summary>
internal sealed class TraceScatterReader(QueryRunner runner, ReleaseList releases, SpanCount count, TraceSummaries summaries)
{
    // Traces of so many spans are held in the store while they are counted: some 200 MB at the very worst, when each span is a trace.
    private const long MaxSpans = 2_000_000;

    /// <summary>The sample.</summary>
    public async Task<StoredTraceScatter> ReadAsync(SearchRequest request, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> known = await releases.ReadAsync(request, SearchSchema.Spans, "otel_traces", cancellationToken);
        int oneIn = await count.SampleAsync(request, MaxSpans, cancellationToken);
        var sample = await runner.ReadAsync(
            TraceScatterQuery.Sample(request, known, oneIn, limit),
            reader => (TraceId: reader.GetString(0), Total: (long)reader.GetUInt64(1)),
            cancellationToken);
        IReadOnlyList<StoredTraceSummary> items = await summaries.ReadAsync(request.Project, [.. sample.Select(row => row.TraceId)], cancellationToken);
        long total = sample.Count == 0 ? 0 : sample[0].Total * oneIn;
        return new StoredTraceScatter([.. items.OrderBy(item => item.Start)], total, IsComplete: oneIn == 1 && total <= limit);
    }
}
