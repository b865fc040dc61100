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
        issues.MapIssuePartForms();
        issues.MapIssueRemovalForms();
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
        desk.Back(form, await desk.MergeAsync(form.Project, [.. (form.Issue ?? []).Take(MaxIssues)], into ?? "", cancellationToken));
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

    /// <summary>Ids of issues that are part of it.</summary>
    public string[]? Part { get; set; }

    /// <summary>Keys of its groups.</summary>
    public string[]? Key { get; set; }

    /// <summary>The button. Not called "action": in a browser's DOM a button of that name hides the address of its form.</summary>
    public string? Act { get; set; }

    /// <summary>On the page of one issue, the state that was looked at, see <see cref="IssuePatch.IfVersion"/>; null in lists.</summary>
    public long? Version { get; set; }
}
