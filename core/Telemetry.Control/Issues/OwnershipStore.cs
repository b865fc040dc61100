using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Rules;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>A project's ownership rules as somebody wrote them.</summary>
/// <param name="Revision">From 1, and one more with each change; 0: nobody wrote any.</param>
/// <param name="Text">As written; empty for none.</param>
/// <param name="ChangedBy">Who wrote them; null: nobody yet.</param>
/// <param name="ChangedAt">When; null: never.</param>
public sealed record StoredOwnershipRules(int Revision, string Text, string? ChangedBy, DateTimeOffset? ChangedAt);

/// <summary>Keeps the rules that say whose new issues are, with their last 20 changes. The newest are in force at once.</summary>
public sealed class OwnershipStore
{
    private readonly RuleRevisions<OwnershipRulesRow> _revisions;

    internal OwnershipStore(ControlDatabase database, TimeProvider time) => _revisions = new RuleRevisions<OwnershipRulesRow>(database, time);

    /// <summary>The project's rules.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<StoredOwnershipRules> ReadAsync(ProjectId project, CancellationToken cancellationToken) => From(await _revisions.ReadAsync(project, cancellationToken));

    /// <summary>All revisions that are kept, the newest first.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<StoredOwnershipRules>> ListAsync(ProjectId project, CancellationToken cancellationToken) =>
        [.. (await _revisions.ListAsync(project, cancellationToken)).Select(From)];

    /// <summary>Replaces them. Issues that exist keep whoever they have.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="text">As <see cref="OwnershipRules.Parse"/> accepts it.</param>
    /// <param name="ifRevision">Only when this is the newest revision, 0 for none; null: in any case.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The newest revision, which is an old one when that says the same already; null: somebody else was faster.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<StoredOwnershipRules?> WriteAsync(ProjectId project, string text, int? ifRevision, IssueActor actor, CancellationToken cancellationToken)
    {
        RuleChange<OwnershipRulesRow> change = await _revisions.WriteAsync(project, ifRevision, newest => (newest?.Text ?? "") == text, stamp => Row(stamp, text), actor, cancellationToken);
        return change.IsConflict ? null : From(change.Newest);
    }

    /// <summary>The rules, read in the caller's transaction. Rules that a later version wrote and this one cannot read count as none.</summary>
    internal static async Task<OwnershipRules> ReadAsync(ControlContext context, ProjectId project, CancellationToken cancellationToken)
    {
        string? text = await RuleRevisions<OwnershipRulesRow>.Newest(context, project).Select(rules => rules.Text).FirstOrDefaultAsync(cancellationToken);
        return text is null ? OwnershipRules.None : OwnershipRules.Parse(text).Rules;
    }

    private static OwnershipRulesRow Row(RuleStamp stamp, string text) => new()
    {
        ProjectId = stamp.ProjectId,
        Revision = stamp.Revision,
        Text = text,
        ChangedBy = stamp.ChangedBy,
        ChangedAtMilliseconds = stamp.ChangedAtMilliseconds,
    };

    private static StoredOwnershipRules From(OwnershipRulesRow? row) => row is null ? new(0, "", null, null) : new(row.Revision, row.Text, row.ChangedBy, row.ChangedAt());
}
