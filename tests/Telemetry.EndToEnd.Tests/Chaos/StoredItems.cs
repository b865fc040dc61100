using System.Globalization;
using Telemetry.Model;
using Telemetry.Testing.Load;
using Telemetry.Testing.Load.Requests;

namespace Telemetry.EndToEnd.Tests.Chaos;

/// <summary>Compares what is stored with what was answered.</summary>
internal sealed class StoredItems(StoreProbe store, SteadyLoad load)
{
    private string Table => load.Signal == Signal.Logs ? "otel_logs" : "otel_traces";

    private string RecordId => $"toUInt64({(load.Signal == Signal.Logs ? "LogAttributes" : "SpanAttributes")}['{RequestTemplate.RecordIdKey}'])";

    /// <summary>Whether the request is there whole. False while the store cannot be asked.</summary>
    public async Task<bool> HasAsync(long request, CancellationToken cancellationToken)
    {
        try
        {
            long first = request * load.ItemsPerRequest;
            return await store.NumberAsync(string.Create(CultureInfo.InvariantCulture,
                $"SELECT count() FROM {Table} WHERE {RecordId} BETWEEN {first} AND {first + load.ItemsPerRequest - 1}"), cancellationToken) >= load.ItemsPerRequest;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A sentence for each request that is not as it must be: acknowledged ones there once and whole, others so or not at all.</summary>
    public async Task<IReadOnlyList<string>> FindViolationsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string[]> rows = await store.RowsAsync($"""
            SELECT intDiv({RecordId}, {load.ItemsPerRequest}) AS request, count(), uniqExact({RecordId}) FROM {Table} GROUP BY request
            """, cancellationToken);
        Dictionary<long, (long Rows, long Ids)> stored = rows.ToDictionary(row => Number(row[0]), row => (Number(row[1]), Number(row[2])));
        List<string> violations = [.. load.Journal.Outcomes.OrderBy(one => one.Key)
            .Where(one => !IsRight(one.Value, stored.GetValueOrDefault(one.Key)))
            .Select(one => Sentence(one.Key, one.Value, stored.GetValueOrDefault(one.Key)))];
        violations.AddRange(stored.Keys.Except(load.Journal.Outcomes.Keys).Select(request => $"{load.Signal} request {request} was never sent, but is stored."));
        return violations;
    }

    /// <summary>Rows in the table.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) => store.NumberAsync($"SELECT count() FROM {Table}", cancellationToken);

    /// <summary>Items that the ledger says are stored.</summary>
    public Task<long> CountInLedgerAsync(CancellationToken cancellationToken) => store.NumberAsync(
        $"SELECT sum(Items) FROM ingest_ledger WHERE Outcome = 'stored' AND Signal = '{load.Signal.ToString().ToLowerInvariant()}'", cancellationToken);

    private bool IsRight(ExportOutcome outcome, (long Rows, long Ids) stored) =>
        stored == (load.ItemsPerRequest, load.ItemsPerRequest) || (stored == (0, 0) && outcome != ExportOutcome.Acknowledged);

    private string Sentence(long request, ExportOutcome outcome, (long Rows, long Ids) stored) =>
        $"{load.Signal} request {request} ended with {outcome}; of its {load.ItemsPerRequest} items {stored.Ids} are stored, in {stored.Rows} rows.";

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
