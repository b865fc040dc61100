using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Home;

/// <summary>The answers that the home page waits for; each started at once.</summary>
/// <param name="Ledger">Of the last hour.</param>
/// <param name="Total">Of all time, asked only when the last hour has nothing: whether anything ever came.</param>
/// <param name="Activity">Of the last hour; complete only when the others are, because the verdict needs all.</param>
/// <param name="Issues">Those that are new, came back or escalate, and happened within a week; most events first.</param>
internal sealed record HomeStatus(Task<ApiAnswer<IngestLedger>> Ledger, Task<ApiAnswer<IngestLedger>> Total, Task<ApiAnswer<ProjectActivity>> Activity, Task<ApiAnswer<IssueList>> Issues)
{
    /// <summary>Which issues need a look.</summary>
    public const string Urgent = "is:new OR is:regressed OR is:escalating";

    private const int MostIssues = 6;
    private static readonly TimeSpan Ever = TimeSpan.FromDays(400);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public IEnumerable<Task> All => [Ledger, Total, Activity, Issues];

    public static HomeStatus Start(QueryApiClient api, ProjectDirectory projects, string? projectId, UtcRange range, CancellationToken cancellationToken)
    {
        var project = projects.FindAsync(projectId);
        var ledger = project.ThenAsync(found => api.GetLedgerAsync(found.Id, range, cancellationToken));
        var issues = project.ThenAsync(found => api.SearchIssuesAsync(new ApiSearch(found.Id, Urgent, new UtcRange(range.To - Week, range.To)), "events", MostIssues, null, cancellationToken));
        return new HomeStatus(
            ledger,
            project.ThenAsync(async found => await ledger is { Value.Signals.Count: 0 }
                ? await api.GetLedgerAsync(found.Id, new UtcRange(range.To - Ever, range.To), cancellationToken)
                : await ledger),
            project.ThenAsync(async found =>
            {
                var activity = api.GetActivityAsync(found.Id, range, cancellationToken);
                await Task.WhenAll(ledger, issues);
                return await activity;
            }),
            issues);
    }
}
