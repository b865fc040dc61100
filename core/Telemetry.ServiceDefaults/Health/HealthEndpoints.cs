using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telemetry.ServiceDefaults.Operations;

namespace Telemetry.ServiceDefaults.Health;

/// <summary><c>/healthz</c>: the process lives. <c>/readyz</c>: each of its parts can work; 503 when one cannot.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", Live).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static Ok<LivenessReport> Live() => TypedResults.Ok(new LivenessReport("alive"));

    private static async Task<JsonHttpResult<ReadinessReport>> ReadyAsync(
        HealthCheckService checks, OperationsGate gate, HttpContext context, CancellationToken cancellationToken)
    {
        HealthReport report = await checks.CheckHealthAsync(cancellationToken);
        bool isReady = report.Status == HealthStatus.Healthy;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new ReadinessReport(Word(report.Status), Parts(report, withMessages: gate.Allows(context))),
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static IReadOnlyList<PartReadiness> Parts(HealthReport report, bool withMessages) =>
    [
        .. report.Entries.Select(entry => new PartReadiness(
            entry.Key,
            Word(entry.Value.Status),
            withMessages && entry.Value.Status != HealthStatus.Healthy ? entry.Value.Description ?? entry.Value.Exception?.Message : null)),
    ];

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? ReadinessReport.Ready : ReadinessReport.NotReady;
}

/// <summary>The answer of <c>/healthz</c>.</summary>
internal sealed record LivenessReport(string Status);
