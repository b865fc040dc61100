using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Ingest;

/// <summary>Whether the first record is there, for a page that waits for it; and the buttons beside dead letters.</summary>
internal static class IngestEndpoints
{
    // Of receive times, by the minute; longer than anybody looks at the instructions.
    private static readonly TimeSpan Lately = TimeSpan.FromHours(24);

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder ingest = routes.MapGroup("/ingest").RequireAuthorization(WebSession.Policy);
        ingest.MapGet("/arrived", HasArrivedAsync);
        ingest.MapPost("/dead-letters/replay", ReplayAsync);
        ingest.MapPost("/dead-letters/drop", DropAsync);
    }

    private static async Task<JsonHttpResult<Arrival>> HasArrivedAsync(
        HttpContext context, [FromQuery] string? project, ProjectDirectory projects, QueryApiClient api, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var ledger = await projects.FindAsync(string.IsNullOrEmpty(project) ? null : project)
            .ThenAsync(found => api.GetLedgerAsync(found.Id, new UtcRange(now - Lately, now + TimeSpan.FromMinutes(1)), cancellationToken));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new Arrival(ledger.Value?.Signals.Any(signal => signal.Stored > 0) == true));
    }

    private static async Task<RedirectHttpResult> ReplayAsync([FromForm] string? letter, [FromForm] string? project, QueryApiClient api, CancellationToken cancellationToken) =>
        Back(project, (await api.ReplayDeadLetterAsync(letter ?? "", cancellationToken)).Failure, "replayed");

    private static async Task<RedirectHttpResult> DropAsync([FromForm] string? letter, [FromForm] string? project, QueryApiClient api, CancellationToken cancellationToken) =>
        Back(project, (await api.DropDeadLetterAsync(letter ?? "", cancellationToken)).Failure, "dropped");

    private static RedirectHttpResult Back(string? project, ApiFailure? failure, string done)
    {
        QueryBuilder query = [];
        if (!string.IsNullOrEmpty(project))
        {
            query.Add("project", project);
        }

        query.Add("done", failure is null ? done : "failed");
        return TypedResults.LocalRedirect($"~/ingest{query}");
    }

    /// <summary>The answer to a page that waits.</summary>
    /// <param name="Arrived">Whether anything of the project was stored lately.</param>
    internal sealed record Arrival(bool Arrived);
}
