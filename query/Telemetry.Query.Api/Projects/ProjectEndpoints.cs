using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Projects;
using Telemetry.Control.Tokens;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Projects;

/// <summary>Lists projects.</summary>
internal static class ProjectEndpoints
{
    /// <summary>Adds them below the API.</summary>
    public static void MapProjects(this RouteGroupBuilder api) =>
        api.MapGet("/projects", ListAsync).WithName("ListProjects").WithSummary("The projects the token may see");

    private static async Task<Ok<ProjectList>> ListAsync(HttpContext context, ProjectReader projects, CancellationToken cancellationToken)
    {
        ApiTokenGrant grant = context.Grant();
        IReadOnlyList<Project> all = await projects.ListAsync(cancellationToken);
        return TypedResults.Ok(new ProjectList([.. all.Where(project => grant.MaySee(project.Id)).Select(project => new ProjectItem(project.Id.ToString(), project.Name))]));
    }
}
