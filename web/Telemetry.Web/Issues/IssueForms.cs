using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Display;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Issues;

/// <summary>What the buttons beside issues do; then the page is shown again, and says what was done, with a way to take it back.</summary>
internal static class IssueForms
{
    private const int MaxIssues = 100;
    private const int MaxChanges = 1000;
    private const string NoneChosen = "Nothing was done: no issue was chosen. Tick the ones you mean first.";

    public static void MapIssueForms(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder issues = routes.MapGroup("/issues").RequireAuthorization(WebSession.Policy);
        issues.MapPost("/change", ChangeAsync);
        issues.MapPost("/undo", UndoAsync);
        issues.MapPost("/merge", MergeAsync);
        issues.MapPost("/unmerge", UnmergeAsync);
        issues.MapPost("/delete", DeleteAsync);
        issues.MapIssueCommentForms();
    }

    private static async Task<RedirectHttpResult> ChangeAsync(
        [FromForm] IssueForm form, [FromForm] string? releases, [FromForm] string? count, [FromForm] string? assignee, IssueDesk desk, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> issues = [.. (form.Issue ?? []).Take(MaxIssues)];
        if (issues.Count == 0)
        {
            return desk.Back(form, Outcome.Failed(NoneChosen));
        }

        if (form.Act == "merge")
        {
            return desk.Back(form, await desk.MergeIntoOldestAsync(form.Project, issues, cancellationToken));
        }

        IssuePatch? patch = IssueAction.Find(form.Act) is { } action ? action.Change(new IssueActionFields(releases, count, assignee)) : null;
        return patch is null
            ? desk.Back(form, Outcome.Failed("Nothing was done: the field beside the button is empty, or holds something else than it asks for."))
            : desk.Back(form, await desk.ChangeAsync(form, issues, patch, cancellationToken));
    }

    private static async Task<RedirectHttpResult> UndoAsync([FromForm] IssueForm form, [FromForm] string? changes, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken)
    {
        string[] ids = [.. (changes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Take(MaxChanges)];
        return desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
        {
            ApiAnswer<EditedIssueList> answer = await api.UndoIssueChangesAsync(project, new IssueUndo(ids), cancellationToken);
            return answer.Failure is { } failure ? IssueDesk.Told(failure) : UndoText(answer.Value?.Items ?? []);
        }));
    }

    private static Outcome UndoText(IReadOnlyList<EditedIssueItem> items)
    {
        int kept = items.Count(item => item.Conflict);
        return kept == 0 ? Outcome.Done("Taken back.") : Outcome.Failed($"{CountText.Format(kept, "issue has", "issues have")} changed since and {(kept == 1 ? "stays as it is" : "stay as they are")}. The others were taken back.");
    }

    private static async Task<RedirectHttpResult> MergeAsync([FromForm] IssueForm form, [FromForm] string? into, IssueDesk desk, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.MergeAsync(form.Project, form.Issue?.FirstOrDefault() ?? "", into ?? "", cancellationToken));

    private static async Task<RedirectHttpResult> UnmergeAsync([FromForm] IssueForm form, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
        {
            var answer = await api.UnmergeIssueAsync(project, form.Issue?.FirstOrDefault() ?? "", new IssueUnmerge(null), cancellationToken);
            return answer.Value is { } parts ? Outcome.Done($"{CountText.Format(parts.Items.Count, "issue is", "issues are")} issues of their own again.") : IssueDesk.Told(answer.Failure);
        }));

    private static async Task<RedirectHttpResult> DeleteAsync([FromForm] IssueForm form, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken)
    {
        Outcome outcome = await desk.WithProjectAsync(form.Project, async project =>
        {
            var answer = await api.DeleteIssueAsync(project, form.Issue?.FirstOrDefault() ?? "", discard: form.Act == "discard", cancellationToken);
            return answer.Failure is { } failure ? IssueDesk.Told(failure) : Outcome.Done(form.Act == "discard" ? "The issue was deleted, and its crashes are thrown away from now on." : "The issue was deleted.");
        });
        // Its own page is gone with it.
        form.Back = outcome.IsFailure ? form.Back : IssueAddress.Matching(string.IsNullOrEmpty(form.Project) ? null : form.Project, "").ToString();
        return desk.Back(form, outcome);
    }
}

/// <summary>What the forms about issues have in common.</summary>
internal sealed class IssueForm
{
    /// <summary>Project id; null for the first.</summary>
    public string? Project { get; set; }

    /// <summary>Path and query of the page to show afterwards.</summary>
    public string? Back { get; set; }

    /// <summary>Ids of issues.</summary>
    public string[]? Issue { get; set; }

    /// <summary>The button. Not called "action": in a browser's DOM a button of that name hides the address of its form.</summary>
    public string? Act { get; set; }

    /// <summary>On the page of one issue, the state that was looked at, see <see cref="IssuePatch.IfVersion"/>; null in lists.</summary>
    public long? Version { get; set; }
}
