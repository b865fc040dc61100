using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Views;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Views;

/// <summary>Saved views: each caller has their own, and opens those of others by their link.</summary>
internal static class SavedViewEndpoints
{
    private const int MaxPath = 200;
    private const int MaxQuery = 8000;
    private const string ViewText = "Id of the view, from the list or from its link.";

    /// <summary>Adds them below a project.</summary>
    public static void MapSavedViews(this RouteGroupBuilder project)
    {
        RouteGroupBuilder views = project.MapGroup("/views").WithTags("Saved views");
        views.MapGet("", ListAsync).WithName("ListSavedViews").WithSummary("The caller's saved views of a project, by name");
        views.MapGet("/{view}", FindAsync).WithName("GetSavedView").WithSummary("A saved view of the project, whoever's it is");
        views.MapPost("", SaveAsync).RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden).TakesJson<NewSavedView>()
            .WithName("SaveView").WithSummary("Saves a view, or changes the caller's view of that name");
        views.MapDelete("/{view}", DeleteAsync).RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden)
            .WithName("DeleteSavedView").WithSummary("Forgets one of the caller's saved views");
    }

    private static async Task<Ok<SavedViewList>> ListAsync(string project, HttpContext context, SavedViews views, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SavedViewList([.. (await views.ListAsync(ProjectAccess.Parse(project), context.Grant().Owner, cancellationToken)).Select(Item)]));

    private static async Task<Results<Ok<SavedViewItem>, ProblemHttpResult>> FindAsync(
        string project, [Description(ViewText)] string view, SavedViews views, CancellationToken cancellationToken) =>
        await views.FindAsync(ProjectAccess.Parse(project), view, cancellationToken) is { } found ? TypedResults.Ok(Item(found)) : Missing();

    private static async Task<Results<Ok<SavedViewItem>, ProblemHttpResult>> SaveAsync(string project, HttpContext context, SavedViews views, CancellationToken cancellationToken)
    {
        (NewSavedView? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewSavedView>(context, cancellationToken);
        if (problem is not null || body is null)
        {
            return problem ?? Missing();
        }

        if (NameText.Read(body.Name) is not { } name)
        {
            return ApiProblem.Parameter("name", NameText.Rule);
        }

        string query = body.Query ?? "";
        if (!IsPath(body.Path) || query.Length > MaxQuery || query.Any(char.IsControl))
        {
            return ApiProblem.Parameter("path", $"A view is a path such as /logs and a query of at most {MaxQuery} characters, without what leads to another site.");
        }

        return await views.SaveAsync(ProjectAccess.Parse(project), context.Grant(), name, body.Path ?? "/", query, cancellationToken) is { } saved
            ? TypedResults.Ok(Item(saved))
            : ApiProblem.Parameter("name", $"There are {SavedViews.MaxPerOwner} views of yours in this project already. Delete one first.");
    }

    private static async Task<Results<Ok<SavedViewItem>, ProblemHttpResult>> DeleteAsync(
        string project, [Description(ViewText)] string view, HttpContext context, SavedViews views, CancellationToken cancellationToken)
    {
        SavedView? found = await views.FindAsync(ProjectAccess.Parse(project), view, cancellationToken);
        return found is not null && await views.DeleteAsync(found.Project, context.Grant().Owner, view, cancellationToken) ? TypedResults.Ok(Item(found)) : Missing();
    }

    // So narrow that it cannot be the address of another site, whatever a browser makes of it.
    private static bool IsPath(string? path) => path is { Length: >= 1 and <= MaxPath } && path[0] == '/' && !path.Contains("//", StringComparison.Ordinal)
        && path.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '/' or '-');

    private static ProblemHttpResult Missing() => ApiProblem.NotFound("There is no such view in this project, or it is not yours to change.");

    private static SavedViewItem Item(SavedView view) => new(view.Id, view.Name, view.Path, view.Query, view.OwnerName, Rfc3339.Write(view.CreatedAt));
}
