using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Api;
using Telemetry.Web.Display;

namespace Telemetry.Web.Issues;

/// <summary>Deletes issues for good, and takes crashes in again that were thrown away.</summary>
internal static class IssueRemovalForms
{
    private const int MaxName = 60;

    /// <summary>Adds them below the issues.</summary>
    public static void MapIssueRemovalForms(this RouteGroupBuilder issues)
    {
        issues.MapPost("/delete", DeleteAsync);
        issues.MapPost("/accept", AcceptAsync);
    }

    private static async Task<RedirectHttpResult> DeleteAsync([FromForm] IssueForm form, [FromForm] string? shortId, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken)
    {
        bool discards = form.Act == "discard";
        string name = VisibleText.Plain(shortId ?? "The issue", MaxName);
        Outcome outcome = await desk.WithProjectAsync(form.Project, async project =>
        {
            var answer = await api.DeleteIssueAsync(project, form.Issue?.FirstOrDefault() ?? "", discards, cancellationToken);
            return answer.Failure is { } failure ? IssueDesk.Told(failure)
                : !discards ? Outcome.Done($"{name} was deleted. The next crash like it makes a new issue.")
                : Outcome.Done($"{name} was deleted, and crashes like it are thrown away from now on.") with { Back = new OutcomeBack("Take them in again", "/issues/accept", [["shortId", shortId ?? ""]]) };
        });
        // Its own page is gone with it.
        form.Back = outcome.IsFailure ? form.Back : IssueAddress.Matching(string.IsNullOrEmpty(form.Project) ? null : form.Project, "").ToString();
        return desk.Back(form, outcome);
    }

    private static async Task<RedirectHttpResult> AcceptAsync([FromForm] IssueForm form, [FromForm] string? shortId, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
            (await api.AcceptIssueAgainAsync(project, shortId ?? "", cancellationToken)).Failure is { } failure
                ? IssueDesk.Told(failure)
                : Outcome.Done($"Crashes like {VisibleText.Plain(shortId ?? "", MaxName)} are taken in again. The next one makes a new issue.")));
}
