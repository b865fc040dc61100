using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;

namespace Telemetry.Query.Api.Admin;

/// <summary>What changes the installation.</summary>
internal static class AdminEndpoints
{
    /// <summary>Adds them below the API.</summary>
    public static void MapAdmin(this RouteGroupBuilder api)
    {
        RouteGroupBuilder admin = api.MapGroup("/admin").RequireAuthorization(ApiAccess.AdminPolicy).ProducesProblem(StatusCodes.Status403Forbidden).WithTags("Administration");
        admin.MapGroup("/projects/{project}/keys").AddEndpointFilter<ProjectAccess>().MapIngestKeys();
        admin.MapGroup("/tokens").MapApiTokens();
        admin.MapGroup("/dead-letters").MapDeadLetters();
    }
}
