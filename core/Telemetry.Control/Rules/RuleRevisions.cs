using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Issues;
using Telemetry.Model;

namespace Telemetry.Control.Rules;

/// <summary>What a new revision has whatever kind of rules it is of.</summary>
internal readonly record struct RuleStamp(long ProjectId, int Revision, string ChangedBy, long ChangedAtMilliseconds);

/// <summary>What became of a change.</summary>
/// <param name="IsConflict">Somebody else was faster; nothing was changed.</param>
/// <param name="Newest">The newest revision; null: nobody has written any yet.</param>
internal readonly record struct RuleChange<TRow>(bool IsConflict, TRow? Newest)
    where TRow : RuleRevisionRow;

/// <summary>Keeps rules of one kind with their history: every change is a revision of its own, and the last ones are kept (docs/adr/0162).</summary>
internal sealed class RuleRevisions<TRow>(ControlDatabase database, TimeProvider time)
    where TRow : RuleRevisionRow
{
    /// <summary>How many revisions of a project are kept.</summary>
    public const int Max = 20;

    /// <summary>The revisions of a project, the newest first; the newest is in force, or will be.</summary>
    public static IQueryable<TRow> Newest(ControlContext context, ProjectId project) =>
        context.Set<TRow>().Where(row => row.ProjectId == project.Value).OrderByDescending(row => row.Revision);

    /// <summary>The newest revision; null when nobody wrote any.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<TRow?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        database.AskAsync((context, token) => Newest(context, project).AsNoTracking().FirstOrDefaultAsync(token), cancellationToken);

    /// <summary>All that are kept, the newest first.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<List<TRow>> ListAsync(ProjectId project, CancellationToken cancellationToken) =>
        database.AskAsync((context, token) => Newest(context, project).AsNoTracking().ToListAsync(token), cancellationToken);

    /// <summary>Adds a revision, unless the newest says the same already.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="ifRevision">Only when this is the newest revision, 0 for none; null: in any case.</param>
    /// <param name="isSame">Whether the newest, null for none, says what is to be written.</param>
    /// <param name="make">The new revision.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<RuleChange<TRow>> WriteAsync(
        ProjectId project, int? ifRevision, Func<TRow?, bool> isSame, Func<RuleStamp, TRow> make, IssueActor actor, CancellationToken cancellationToken) => database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            TRow? newest = await Newest(context, project).FirstOrDefaultAsync(token);
            bool isConflict = ifRevision is { } expected && expected != (newest?.Revision ?? 0);
            if (isConflict || isSame(newest))
            {
                return new RuleChange<TRow>(isConflict, newest);
            }

            TRow row = make(Stamp(project, newest, actor));
            context.Set<TRow>().Add(row);
            int oldest = row.Revision - Max;
            await context.Set<TRow>().Where(old => old.ProjectId == project.Value && old.Revision <= oldest).ExecuteDeleteAsync(token);
            return new RuleChange<TRow>(false, row);
        },
        cancellationToken);

    // Later than the revision before, even when the clock was put back meanwhile: the order of the revisions is that of their times.
    private RuleStamp Stamp(ProjectId project, TRow? newest, IssueActor actor) => new(
        project.Value, (newest?.Revision ?? 0) + 1, actor.Name ?? "", Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), (newest?.ChangedAtMilliseconds ?? 0) + 1));
}
