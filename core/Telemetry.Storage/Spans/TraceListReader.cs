using Microsoft.Extensions.Options;
using Telemetry.Model.Times;
using Telemetry.Storage.Queries;
using Telemetry.Storage.Search;

namespace Telemetry.Storage.Spans;

/// <summary>Reads lists of traces.</summary>
internal sealed class TraceListReader(QueryRunner runner, ReleaseList releases, TraceRange range, TimeProvider time, IOptions<QueryOptions> options)
{
    private const string Table = "otel_traces";

    // A busy project has a page of traces in seconds of spans; an idle one has none in days.
    private static readonly TimeSpan[] Widths =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(7),
    ];

    private static readonly string Summarise = SqlFile.Read("Spans.summarise_traces");

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
                IReadOnlyList<StoredTraceSummary> items = await SummariseAsync(request, traces, cancellationToken);
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

    private async Task<IReadOnlyList<StoredTraceSummary>> SummariseAsync(SearchRequest request, string[] traces, CancellationToken cancellationToken)
    {
        if (traces.Length == 0 || await range.FindAsync(request.Project, traces, cancellationToken) is not { } window)
        {
            return [];
        }

        var parameters = new SqlParameters();
        parameters.AddNamed("project", "UInt32", request.Project.Value);
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
