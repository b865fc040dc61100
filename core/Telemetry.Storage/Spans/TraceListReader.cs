using Microsoft.Extensions.Options;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>Reads lists of traces.</summary>
internal sealed class TraceListReader(QueryRunner runner, ReleaseList releases, TraceSummaries summaries, TimeProvider time, IOptions<QueryOptions> options)
{
    private const string Table = "otel_traces";

    // A busy project has a page of traces in seconds of spans; an idle one has none in days.
    private static readonly TimeSpan[] Widths =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7),
    ];

    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.MaxSecondsPerPage);

    /// <summary>The page behind <paramref name="after"/>, or the first one.</summary>
    public async Task<StoredTracePage> ReadPageAsync(SearchRequest request, int limit, TraceCursor? after, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> known = await releases.ReadAsync(request, SearchSchema.Spans, Table, cancellationToken);
        long started = time.GetTimestamp();
        foreach (TimeWindow window in Windows(request.Window, after?.Seen ?? request.Window.To))
        {
            SqlStatement statement = TraceListQuery.Seen(request with { Window = window }, known, after, limit + 1);
            var seen = await runner.ReadAsync(statement, reader => new TraceCursor(new UnixNanoseconds(reader.GetInt64(1)), reader.GetString(0)), cancellationToken);
            bool isLate = time.GetElapsedTime(started) > _limit;
            if (seen.Count > limit || isLate || window.From == request.Window.From)
            {
                TraceCursor? next = seen.Count > limit ? seen[limit - 1] : window.From == request.Window.From ? null : new TraceCursor(window.From, "");
                string[] traces = [.. seen.Take(limit).Select(place => place.TraceId)];
                IReadOnlyList<StoredTraceSummary> items = await summaries.ReadAsync(request.Project, traces, cancellationToken);
                return new StoredTracePage(items, next, request.Window with { From = next?.Seen ?? request.Window.From });
            }
        }

        return new StoredTracePage([], null, request.Window);
    }

    // Each reaches from the end of the range further back than the one before, and behind the place where the page starts.
    private static IEnumerable<TimeWindow> Windows(TimeWindow range, UnixNanoseconds start)
    {
        foreach (TimeSpan width in Widths)
        {
            UnixNanoseconds from = start.Plus(-width);
            if (from <= range.From)
            {
                break;
            }

            yield return range with { From = from };
        }

        if (!range.IsEmpty)
        {
            yield return range;
        }
    }
}
