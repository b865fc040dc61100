using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Components;
using Telemetry.Web.Components.Pages;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Views;

/// <summary>Opens, saves and forgets views.</summary>
internal static class SavedViewEndpoints
{
    public static void MapSavedViews(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder views = routes.MapGroup("/views").RequireAuthorization(WebSession.Policy);
        views.MapGet("", ListAsync);
        views.MapGet("/{id}", OpenAsync);
        views.MapPost("/save", SaveAsync);
        views.MapPost("/delete", DeleteAsync);
    }

    // For the palette, which asks when it opens. A failure is an empty list: it has other things to offer.
    private static async Task<JsonHttpResult<IReadOnlyList<ViewChoice>>> ListAsync(
        HttpContext context, [FromQuery] string? project, ProjectDirectory projects, QueryApiClient api, CancellationToken cancellationToken)
    {
        var found = (await projects.FindAsync(string.IsNullOrEmpty(project) ? null : project)).Value;
        var views = found is null ? null : (await api.ListSavedViewsAsync(found.Id, cancellationToken)).Value;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json<IReadOnlyList<ViewChoice>>([.. (views?.Items ?? []).Select(view => new ViewChoice(view.Name, ViewAddress.Link(view.Id, found?.Id ?? "")))]);
    }

    private static async Task<IResult> OpenAsync(string id, [FromQuery] string? project, ProjectDirectory projects, QueryApiClient api, CancellationToken cancellationToken)
    {
        var found = await projects.FindAsync(string.IsNullOrEmpty(project) ? null : project);
        var view = found.Value is { } known ? await api.GetSavedViewAsync(known.Id, id, cancellationToken) : null;
        return view?.Value is { } saved && found.Value is { } its
            ? TypedResults.LocalRedirect(ReturnAddress.Checked(ViewAddress.Of(saved.Path, saved.Query, its.Id)))
            : new RazorComponentResult<StandalonePage<NoSuchViewPage>> { StatusCode = StatusCodes.Status404NotFound };
    }

    private static async Task<RedirectHttpResult> SaveAsync(
        [FromForm] string? name, [FromForm] string? project, [FromForm] string? path, [FromForm] string? query, QueryApiClient api, CancellationToken cancellationToken)
    {
        var saved = await api.SaveViewAsync(project ?? "", new NewSavedView(name, path, query), cancellationToken);
        return Back(path, query, project, saved.Failure is null ? "1" : "0");
    }

    private static async Task<RedirectHttpResult> DeleteAsync(
        [FromForm] string? view, [FromForm] string? project, [FromForm] string? path, [FromForm] string? query, QueryApiClient api, CancellationToken cancellationToken)
    {
        var deleted = await api.DeleteViewAsync(project ?? "", view ?? "", cancellationToken);
        return Back(path, query, project, deleted.Failure is null ? "2" : "0");
    }

    private static RedirectHttpResult Back(string? path, string? query, string? project, string saved) =>
        TypedResults.LocalRedirect(ReturnAddress.Checked($"{ViewAddress.Of(path ?? "/", query ?? "", project ?? "")}&saved={saved}"));

    /// <summary>A view as the palette offers it.</summary>
    /// <param name="Name">What its owner calls it.</param>
    /// <param name="Address">The link that opens it.</param>
    internal sealed record ViewChoice(string Name, string Address);
}
