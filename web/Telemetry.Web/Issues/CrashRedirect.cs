using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Api;
using Telemetry.Web.Components;
using Telemetry.Web.Components.Pages;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Issues;

/// <summary>Finds the page of a crash by its id alone: the one thing a client can write into its own log.</summary>
internal static class CrashRedirect
{
    public static void MapCrashRedirect(this IEndpointRouteBuilder routes) => routes.MapGet("/events/{crash}", FindAsync).RequireAuthorization(WebSession.Policy);

    private static async Task<IResult> FindAsync(string crash, [FromQuery] string? project, ProjectDirectory projects, QueryApiClient api, CancellationToken cancellationToken)
    {
        string? named = string.IsNullOrEmpty(project) ? null : project;
        var found = await projects.FindAsync(named).ThenAsync(known => api.GetCrashAsync(known.Id, crash, cancellationToken));
        return found.Value is { Issue: { } issue } item
            ? TypedResults.LocalRedirect(IssueAddress.Crash(named, issue.ShortId, item.Id))
            : new RazorComponentResult<StandalonePage<NotFoundPage>> { StatusCode = StatusCodes.Status404NotFound };
    }
}
