using System.Globalization;
using Microsoft.AspNetCore.Http;
using Telemetry.Control.Projects;
using Telemetry.Model;
using Telemetry.Query.Api.Problems;

namespace Telemetry.Query.Api.Access;

/// <summary>Lets a request through to a project that exists and that its token may see. Both refusals are the same: what one may not see is not there.</summary>
internal sealed class ProjectAccess(ProjectReader projects) : IEndpointFilter
{
    /// <summary>Name of the part of the route.</summary>
    public const string RouteKey = "project";

    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        return TryParse(http.Request.RouteValues[RouteKey] as string, out ProjectId project)
            && http.Grant().MaySee(project)
            && await projects.FindAsync(project, http.RequestAborted) is not null
            ? await next(context)
            : ApiProblem.NotFound("There is no such project, or the token may not see it.");
    }

    /// <summary>The project of a route that has passed.</summary>
    public static ProjectId Parse(string project) =>
        TryParse(project, out ProjectId id) ? id : throw new ArgumentException("The route has not passed the check of access.", nameof(project));

    private static bool TryParse(string? text, out ProjectId project)
    {
        bool isNumber = uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint id);
        project = new ProjectId(id);
        return isNumber;
    }
}
