using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Ledger;

namespace Telemetry.Query.Api.Ledger;

/// <summary>Reads the loss ledger over time.</summary>
internal static class TimelineEndpoints
{
    private const int DefaultBuckets = 60;
    private const int MaxBuckets = 500;

    /// <summary>Adds them below the ingest of a project.</summary>
    public static void MapTimeline(this RouteGroupBuilder ingest) =>
        ingest.MapGet("/timeline", ReadAsync).WithName("ReadIngestTimeline").WithSummary("What came in and what became of it over time, in items");

    private static async Task<Results<Ok<IngestTimeline>, ProblemHttpResult>> ReadAsync(
        string project,
        [FromQuery, Description("Start of the range of receive times: " + TimeText.Forms + ". Default: an hour before the end.")] string? from,
        [FromQuery, Description("End of the range, not included, in the same forms. Default: now.")] string? to,
        [FromQuery, Description("At most so many buckets, 1 to 500; each is a minute or longer. Default: 60.")] string? buckets,
        LedgerReader ledger,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        TimeWindow window = parameters.Range(from, to);
        int max = parameters.Number("buckets", buckets, DefaultBuckets, 1, MaxBuckets);
        return parameters.Problem is { } problem ? problem : TypedResults.Ok(From(await ledger.SumOverTimeAsync(ProjectAccess.Parse(project), window, max, cancellationToken)));
    }

    private static IngestTimeline From(LedgerBuckets stored)
    {
        ILookup<int, LedgerBucketSum> sums = stored.Sums.ToLookup(sum => sum.Bucket);
        IngestBucket[] buckets = [.. Enumerable.Range(0, stored.Count).Select(i => new IngestBucket(
            new UnixNanoseconds(stored.Start.Value + (i * stored.WidthNanoseconds)).ToString(),
            sums[i].Where(sum => sum.IsStored).Sum(sum => sum.Items),
            sums[i].Where(sum => !sum.IsStored).ToDictionary(sum => sum.Reason, sum => sum.Items)))];
        return new IngestTimeline(buckets, stored.WidthNanoseconds / 1e9);
    }
}
