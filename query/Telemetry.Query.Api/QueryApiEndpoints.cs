using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Activity;
using Telemetry.Query.Api.Admin;
using Telemetry.Query.Api.Facets;
using Telemetry.Query.Api.Issues;
using Telemetry.Query.Api.Ledger;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Api.Projects;
using Telemetry.Query.Api.Releases;
using Telemetry.Query.Api.Services;
using Telemetry.Query.Api.Sessions;
using Telemetry.Query.Api.Tails;
using Telemetry.Query.Api.Traces;
using Telemetry.Query.Api.Views;
using Telemetry.Storage.Facets;

namespace Telemetry.Query.Api;

/// <summary>The endpoints of the query API.</summary>
public static class QueryApiEndpoints
{
    /// <summary>Adds everything under <c>/api/v1</c>, and the OpenAPI document. Authentication and authorisation middleware must run before.</summary>
    public static void MapQueryApi(this IEndpointRouteBuilder endpoints)
    {
        RouteGroupBuilder api = endpoints.MapGroup("/api/v1").RequireAuthorization(ApiAccess.Policy).AddEndpointFilter<FailureFilter>();
        api.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGroup("").WithTags("Projects").MapProjects();

        RouteGroupBuilder project = api.MapGroup("/projects/{project}").AddEndpointFilter<ProjectAccess>();
        RouteGroupBuilder logs = project.MapGroup("/logs").WithTags("Logs");
        logs.MapLogs();
        logs.MapPatterns();
        logs.MapTails();
        logs.MapFacets(FacetSignal.Logs);
        RouteGroupBuilder traces = project.MapGroup("/traces").WithTags("Traces");
        traces.MapTraces();
        traces.MapFacets(FacetSignal.Spans);
        project.MapGroup("/services").WithTags("Services").MapServices();
        RouteGroupBuilder ingest = project.MapGroup("/ingest").WithTags("Ledger");
        ingest.MapLedger();
        ingest.MapTimeline();
        project.MapIssues();
        project.MapReleases();
        project.MapSessions();
        project.MapActivity();
        project.MapSavedViews();
        api.MapAdmin();

        // Whatever else is asked for below /api gets a problem document as well.
        api.Map("/{**path}", NoSuchAddress).ExcludeFromDescription();
        // For everybody: it tells how to ask, and nothing of what is stored (docs/adr/0061).
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    private static IResult NoSuchAddress() => ApiProblem.NotFound("There is no such address. /openapi/v1.json lists them all.");
}
