using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Api;

namespace Telemetry.Web.Issues;

/// <summary>Comments on an issue: written, changed and deleted.</summary>
internal static class IssueCommentForms
{
    /// <summary>Adds them below the issues.</summary>
    public static void MapIssueCommentForms(this RouteGroupBuilder issues)
    {
        issues.MapPost("/comment", AddAsync);
        issues.MapPost("/comment/edit", EditAsync);
        issues.MapPost("/comment/delete", DeleteAsync);
    }

    private static async Task<RedirectHttpResult> AddAsync([FromForm] IssueForm form, [FromForm] string? text, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
            Told(await api.AddIssueCommentAsync(project, IssueOf(form), text ?? "", cancellationToken), "The comment was written.")));

    private static async Task<RedirectHttpResult> EditAsync(
        [FromForm] IssueForm form, [FromForm] string? comment, [FromForm] string? text, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
            Told(await api.EditIssueCommentAsync(project, IssueOf(form), comment ?? "", text ?? "", cancellationToken), "The comment was changed.")));

    private static async Task<RedirectHttpResult> DeleteAsync([FromForm] IssueForm form, [FromForm] string? comment, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
            Told(await api.DeleteIssueCommentAsync(project, IssueOf(form), comment ?? "", cancellationToken), "The comment was deleted.")));

    private static string IssueOf(IssueForm form) => form.Issue?.FirstOrDefault() ?? "";

    private static Outcome Told<T>(ApiAnswer<T> answer, string done)
        where T : class => answer.Failure is { } failure ? IssueDesk.Told(failure) : Outcome.Done(done);
}
