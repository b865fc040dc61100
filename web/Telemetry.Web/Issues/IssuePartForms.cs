using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Display;

namespace Telemetry.Web.Issues;

/// <summary>Takes an issue apart: merged issues out again, or some of its groups into an issue of their own. Each can be taken back by a merge.</summary>
internal static class IssuePartForms
{
    private const int MaxParts = 100;

    /// <summary>Adds them below the issues.</summary>
    public static void MapIssuePartForms(this RouteGroupBuilder issues)
    {
        issues.MapPost("/unmerge", UnmergeAsync);
        issues.MapPost("/split", SplitAsync);
    }

    private static async Task<RedirectHttpResult> UnmergeAsync([FromForm] IssueForm form, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, await desk.WithProjectAsync(form.Project, async project =>
        {
            string whole = form.Issue?.FirstOrDefault() ?? "";
            var answer = await api.UnmergeIssueAsync(project, whole, new IssueUnmerge(form.Part is { Length: > 0 } part ? [.. part.Take(MaxParts)] : null), cancellationToken);
            return answer.Value is { } parts ? TakenOut(parts.Items, whole) : IssueDesk.Told(answer.Failure);
        }));

    private static async Task<RedirectHttpResult> SplitAsync([FromForm] IssueForm form, IssueDesk desk, QueryApiClient api, CancellationToken cancellationToken) =>
        desk.Back(form, form.Key is not { Length: > 0 } key
            ? Outcome.Failed("Nothing was split: tick the groups that are to leave the issue first.")
            : await desk.WithProjectAsync(form.Project, async project =>
            {
                string whole = form.Issue?.FirstOrDefault() ?? "";
                string[] keys = [.. key.Take(MaxParts)];
                var answer = await api.SplitIssueAsync(project, whole, new IssueSplit(keys), cancellationToken);
                return answer.Value is { } made
                    ? Outcome.Done($"{CountText.Format(keys.Length, "group is", "groups are")} {made.ShortId} now, an issue of its own. Crashes like these go there.") with { Back = MergeBack([made], whole) }
                    : IssueDesk.Told(answer.Failure);
            }));

    private static Outcome TakenOut(IReadOnlyList<IssueItem> parts, string whole) => Outcome.Done(
        parts is [var one] ? $"{one.ShortId} is an issue of its own again." : $"{CountText.Format(parts.Count)} issues are issues of their own again: {string.Join(", ", parts.Take(10).Select(part => part.ShortId))}.") with
    { Back = MergeBack(parts, whole) };

    private static OutcomeBack MergeBack(IReadOnlyList<IssueItem> parts, string whole) => new("Undo", "/issues/merge", [["into", whole], .. parts.Take(MaxParts).Select(part => (string[])["issue", part.Id])]);
}
