using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Issues;
using Telemetry.Model;

namespace Telemetry.Control.Grouping;

/// <summary>
/// Keeps the rules that change how a project's crashes are grouped. Every change is a revision of its own, and old ones are kept: a crash is grouped by the revision that was in force
/// when it was received, however late and however often a worker handles it (docs/adr/0136).
/// </summary>
public sealed class GroupingRulesStore
{
    /// <summary>How many revisions of a project are kept.</summary>
    public const int MaxRevisions = 20;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal GroupingRulesStore(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>
    /// How long after it was written a revision comes into force: longer than workers go without asking for new ones, and than the clocks of one installation differ. So every worker has
    /// a revision before the first crash that it is for.
    /// </summary>
    public static TimeSpan Notice { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The newest revision, whether it is in force yet or not.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<StoredGroupingRules> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        GroupingRulesRow? row = await _database.AskAsync((context, token) => Newest(context, project).AsNoTracking().FirstOrDefaultAsync(token), cancellationToken);
        return row is null ? StoredGroupingRules.None : From(row);
    }

    /// <summary>The number of the newest revision of each project that has one.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<Dictionary<ProjectId, int>> ListRevisionsAsync(IReadOnlyCollection<ProjectId> projects, CancellationToken cancellationToken)
    {
        long[] ids = [.. projects.Select(project => (long)project.Value)];
        return _database.AskAsync(
            (context, token) => context.GroupingRules.Where(row => EF.Parameter(ids).Contains(row.ProjectId))
                .GroupBy(row => row.ProjectId).Select(rows => new { Project = rows.Key, Revision = rows.Max(row => row.Revision) })
                .ToDictionaryAsync(row => new ProjectId(checked((uint)row.Project)), row => row.Revision, token),
            cancellationToken);
    }

    /// <summary>All revisions that are kept, the newest first.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<StoredGroupingRules>> ListAsync(ProjectId project, CancellationToken cancellationToken)
    {
        List<GroupingRulesRow> rows = await _database.AskAsync((context, token) => Newest(context, project).AsNoTracking().ToListAsync(token), cancellationToken);
        return [.. rows.Select(From)];
    }

    /// <summary>Replaces the rules. Issues that exist keep their crashes.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="fingerprint">As <see cref="Model.Crashes.Grouping.GroupingRules.Parse"/> accepts it.</param>
    /// <param name="stack">The same.</param>
    /// <param name="ifRevision">Only when this is the newest revision; null: in any case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The newest revision, which is an old one when that says the same already; null: somebody else was faster.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<StoredGroupingRules?> WriteAsync(ProjectId project, string fingerprint, string stack, int? ifRevision, IssueActor actor, CancellationToken cancellationToken) =>
        _database.ChangeAsync<StoredGroupingRules?>(
            [project],
            async (context, token) =>
            {
                GroupingRulesRow? newest = await Newest(context, project).FirstOrDefaultAsync(token);
                if (ifRevision is { } expected && expected != (newest?.Revision ?? 0))
                {
                    return null;
                }

                if ((newest?.Fingerprint ?? "", newest?.Stack ?? "") == (fingerprint, stack))
                {
                    return newest is null ? StoredGroupingRules.None : From(newest);
                }

                GroupingRulesRow row = Next(project, newest, fingerprint, stack, actor);
                context.GroupingRules.Add(row);
                await context.GroupingRules.Where(old => old.ProjectId == project.Value && old.Revision <= row.Revision - MaxRevisions).ExecuteDeleteAsync(token);
                return From(row);
            },
            cancellationToken);

    // Later than the revision before, even when the clock was put back meanwhile: the order of the revisions is that of their times.
    private GroupingRulesRow Next(ProjectId project, GroupingRulesRow? newest, string fingerprint, string stack, IssueActor actor) => new()
    {
        ProjectId = project.Value,
        Revision = (newest?.Revision ?? 0) + 1,
        Fingerprint = StoredText.Clean(fingerprint, fingerprint.Length),
        Stack = StoredText.Clean(stack, stack.Length),
        ChangedBy = actor.Name ?? "",
        ChangedAtMilliseconds = Math.Max(_time.GetUtcNow().ToUnixTimeMilliseconds(), (newest?.ChangedAtMilliseconds ?? 0) + 1),
    };

    private static IQueryable<GroupingRulesRow> Newest(ControlContext context, ProjectId project) =>
        context.GroupingRules.Where(row => row.ProjectId == project.Value).OrderByDescending(row => row.Revision);

    private static StoredGroupingRules From(GroupingRulesRow row) =>
        new(row.Revision, row.Fingerprint, row.Stack, row.ChangedBy, DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAtMilliseconds));
}
