using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Issues;
using Telemetry.Control.Rules;
using Telemetry.Model;

namespace Telemetry.Control.Grouping;

/// <summary>
/// Keeps the rules that change how a project's crashes are grouped. Every change is a revision of its own, and old ones are kept: a crash is grouped by the revision that was in force
/// when it was received, however late and however often a worker handles it (docs/adr/0136).
/// </summary>
public sealed class GroupingRulesStore
{
    /// <summary>How many revisions of a project are kept.</summary>
    public const int MaxRevisions = RuleRevisions<GroupingRulesRow>.Max;

    private readonly ControlDatabase _database;
    private readonly RuleRevisions<GroupingRulesRow> _revisions;

    internal GroupingRulesStore(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _revisions = new RuleRevisions<GroupingRulesRow>(database, time);
    }

    /// <summary>
    /// How long after it was written a revision comes into force: longer than workers go without asking for new ones, and than the clocks of one installation differ. So every worker has
    /// a revision before the first crash that it is for.
    /// </summary>
    public static TimeSpan Notice { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The newest revision, whether it is in force yet or not.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<StoredGroupingRules> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        From(await _revisions.ReadAsync(project, cancellationToken));

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
    public async Task<IReadOnlyList<StoredGroupingRules>> ListAsync(ProjectId project, CancellationToken cancellationToken) =>
        [.. (await _revisions.ListAsync(project, cancellationToken)).Select(From)];

    /// <summary>Replaces the rules. Issues that exist keep their crashes.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="fingerprint">As <see cref="Model.Crashes.Grouping.GroupingRules.Parse"/> accepts it.</param>
    /// <param name="stack">The same.</param>
    /// <param name="ifRevision">Only when this is the newest revision; null: in any case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The newest revision, which is an old one when that says the same already; null: somebody else was faster.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<StoredGroupingRules?> WriteAsync(ProjectId project, string fingerprint, string stack, int? ifRevision, IssueActor actor, CancellationToken cancellationToken)
    {
        RuleChange<GroupingRulesRow> change = await _revisions.WriteAsync(
            project, ifRevision, newest => (newest?.Fingerprint ?? "", newest?.Stack ?? "") == (fingerprint, stack), stamp => Row(stamp, fingerprint, stack), actor, cancellationToken);
        return change.IsConflict ? null : From(change.Newest);
    }

    private static GroupingRulesRow Row(RuleStamp stamp, string fingerprint, string stack) => new()
    {
        ProjectId = stamp.ProjectId,
        Revision = stamp.Revision,
        Fingerprint = StoredText.Clean(fingerprint, fingerprint.Length),
        Stack = StoredText.Clean(stack, stack.Length),
        ChangedBy = stamp.ChangedBy,
        ChangedAtMilliseconds = stamp.ChangedAtMilliseconds,
    };

    private static StoredGroupingRules From(GroupingRulesRow? row) =>
        row is null ? StoredGroupingRules.None : new(row.Revision, row.Fingerprint, row.Stack, row.ChangedBy, row.ChangedAt());
}
