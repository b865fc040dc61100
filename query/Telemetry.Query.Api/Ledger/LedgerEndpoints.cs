using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Ledger;

namespace Telemetry.Query.Api.Ledger;

/// <summary>Reads the loss ledger.</summary>
internal static class LedgerEndpoints
{
    /// <summary>Adds them below the ingest of a project.</summary>
    public static void MapLedger(this RouteGroupBuilder ingest) =>
        ingest.MapGet("/ledger", ReadAsync).WithName("ReadIngestLedger").WithSummary("What came in and what became of it, in items");

    private static async Task<Results<Ok<IngestLedger>, ProblemHttpResult>> ReadAsync(
        string project,
        [FromQuery, Description("Start of the range of receive times: " + TimeText.Forms + ". The ledger counts by minute: the minute is counted whole. Default: an hour before the end.")] string? from,
        [FromQuery, Description("End of the range, not included, in the same forms. Default: now.")] string? to,
        LedgerReader ledger,
        IQueueGauge queue,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        TimeWindow window = parameters.Range(from, to);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        IReadOnlyList<LedgerSum> sums = await ledger.SumAsync(ProjectAccess.Parse(project), window, cancellationToken);
        LedgerSignal[] signals = [.. sums.GroupBy(sum => sum.Signal).Select(Signal)];
        return TypedResults.Ok(new IngestLedger(LogItems.From(window), signals, await queue.ReadAsync(cancellationToken)));
    }

    private static LedgerSignal Signal(IGrouping<string, LedgerSum> signal)
    {
        LedgerKey[] keys = [.. signal.GroupBy(sum => sum.Key).Select(key => new LedgerKey(key.Key.ToString(), Stored(key), ByReason(key, LedgerOutcome.Dropped)))];
        long accepted = signal.Where(sum => sum.Outcome != LedgerOutcome.Unsent).Sum(sum => sum.Items);
        return new LedgerSignal(signal.Key, accepted, Stored(signal), ByReason(signal, LedgerOutcome.Dropped), ByReason(signal, LedgerOutcome.Unsent), keys);
    }

    private static long Stored(IEnumerable<LedgerSum> sums) => sums.Where(sum => sum.Outcome == LedgerOutcome.Stored).Sum(sum => sum.Items);

    private static Dictionary<string, long> ByReason(IEnumerable<LedgerSum> sums, LedgerOutcome outcome) =>
        sums.Where(sum => sum.Outcome == outcome).GroupBy(sum => sum.Reason).ToDictionary(reason => reason.Key, reason => reason.Sum(sum => sum.Items));
}
