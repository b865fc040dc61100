using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Display;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Issues;

/// <summary>Does what the forms about issues ask for, and puts the outcome into words.</summary>
internal sealed class IssueDesk(QueryApiClient api, ProjectDirectory projects, OutcomeCarrier carrier, TimeProvider time)
{
    private const int MaxName = 60;

    /// <summary>The page the form was on, telling the outcome.</summary>
    public RedirectHttpResult Back(IssueForm form, Outcome outcome) => TypedResults.LocalRedirect(carrier.AddTo(ReturnAddress.Checked(form.Back), outcome));

    /// <summary>Makes a change, or tells why not.</summary>
    public Task<Outcome> ChangeAsync(IssueForm form, IReadOnlyList<string> issues, IssuePatch patch, CancellationToken cancellationToken) => WithProjectAsync(form.Project, async project =>
    {
        var answer = await api.ChangeIssuesAsync(project, new IssueBulkPatch(issues, patch with { IfVersion = form.Version }), cancellationToken);
        return answer.Value is { } edited ? Changed(form, edited.Items) : Told(answer.Failure);
    });

    /// <summary>Makes issues part of the one among them that was first.</summary>
    public async Task<Outcome> MergeIntoOldestAsync(string? project, IReadOnlyList<string> issues, CancellationToken cancellationToken)
    {
        string[] inOrder = [.. issues.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)];
        return inOrder.Length < 2
            ? Outcome.Failed("Nothing was merged: tick two issues or more.")
            : await WithProjectAsync(project, async found => Merged(await api.MergeIssuesAsync(found, new IssueMerge(inOrder[0], inOrder[1..]), cancellationToken), inOrder[1..]));
    }

    /// <summary>Makes issues part of another, which people name by its short id.</summary>
    public Task<Outcome> MergeAsync(string? project, IReadOnlyList<string> issues, string into, CancellationToken cancellationToken) => WithProjectAsync(project, async found =>
    {
        DateTimeOffset now = time.GetUtcNow();
        var target = await api.GetIssueAsync(new ApiSearch(found, "", new UtcRange(now - TimeSpan.FromHours(1), now)), into.Trim(), cancellationToken);
        return target.Value is { } details
            ? Merged(await api.MergeIssuesAsync(found, new IssueMerge(details.Issue.Id, issues), cancellationToken), issues)
            : Outcome.Failed($"Nothing was merged: there is no issue called {VisibleText.Plain(into, MaxName)}. Give its short id, such as APP-17.");
    });

    /// <summary>Runs something with the id of the form's project.</summary>
    public async Task<Outcome> WithProjectAsync(string? project, Func<string, Task<Outcome>> act)
    {
        var found = await projects.FindAsync(string.IsNullOrEmpty(project) ? null : project);
        return found.Value is { } known ? await act(known.Id) : Told(found.Failure);
    }

    /// <summary>Why it was not done.</summary>
    public static Outcome Told(ApiFailure? failure) => Outcome.Failed(failure switch
    {
        { Kind: ApiFailureKind.Forbidden } => "Nothing was done: this account may read, and not change anything. Ask an administrator.",
        { Kind: ApiFailureKind.SignInNeeded } => "Nothing was done: the sign-in is no longer valid. Sign in again.",
        { Message.Length: > 0 } known => $"Nothing was done. {VisibleText.Plain(known.Message, 300)}",
        _ => "Nothing was done: the server did not answer. Try again in a few seconds.",
    });

    private static Outcome Merged(ApiAnswer<IssueItem> answer, IReadOnlyList<string> parts) => answer.Value is { } merged
        ? Outcome.Done($"Merged into {merged.ShortId}. Its page can take them out again.") with
        { Back = new OutcomeBack("Undo", "/issues/unmerge", [["issue", merged.Id], .. parts.Select(part => (string[])["part", part])]) }
        : Told(answer.Failure);

    private static Outcome Changed(IssueForm form, IReadOnlyList<EditedIssueItem> items)
    {
        int conflicts = items.Count(item => item.Conflict);
        if (conflicts > 0 || items.Count == 0)
        {
            return Outcome.Failed(items.Count == 0 ? "Nothing was done: there is no such issue any more." : "Nothing was done: somebody changed the issue after you opened it. This is how it is now; decide again.");
        }

        string subject = items is [var one] ? one.Issue.ShortId : CountText.Format(items.Count, "issue", "issues");
        string[] changes = [.. items.SelectMany(item => item.Changes)];
        return changes.Length == 0 ? Outcome.Done($"{subject}: it was like that already.") : Outcome.Done($"{subject} {IssueAction.Find(form.Act)?.Done}.", changes);
    }
}
