using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>A project's ownership rules.</summary>
/// <param name="Text">As written; empty for none.</param>
/// <param name="ChangedBy">Who wrote them; null: nobody yet.</param>
/// <param name="ChangedAt">When; null: never.</param>
public sealed record StoredOwnershipRules(string Text, string? ChangedBy, DateTimeOffset? ChangedAt);

/// <summary>Keeps the rules that say whose new issues are.</summary>
public sealed class OwnershipStore
{
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal OwnershipStore(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>The project's rules.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<StoredOwnershipRules> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        OwnershipRulesRow? row = await _database.AskAsync(
            (context, token) => context.OwnershipRules.AsNoTracking().FirstOrDefaultAsync(rules => rules.ProjectId == project.Value, token), cancellationToken);
        return row is null ? new StoredOwnershipRules("", null, null) : From(row);
    }

    /// <summary>Replaces them. Issues that exist keep whoever they have.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="text">As <see cref="OwnershipRules.Parse"/> accepts it.</param>
    /// <param name="isExpected">Whether the rules that are replaced are those the writer has seen, told by when they were changed; null: nobody wrote any.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The rules; null: they are not those that were expected.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<StoredOwnershipRules?> WriteAsync(ProjectId project, string text, Func<DateTimeOffset?, bool> isExpected, IssueActor actor, CancellationToken cancellationToken) => _database.ChangeAsync<StoredOwnershipRules?>(
        [project],
        async (context, token) =>
        {
            OwnershipRulesRow? row = await context.OwnershipRules.FirstOrDefaultAsync(rules => rules.ProjectId == project.Value, token);
            if (!isExpected(row is null ? null : From(row).ChangedAt))
            {
                return null;
            }

            row ??= context.OwnershipRules.Add(new OwnershipRulesRow { ProjectId = project.Value, Text = "", ChangedBy = "", ChangedAtMilliseconds = 0 }).Entity;
            (row.Text, row.ChangedBy, row.ChangedAtMilliseconds) = (text, actor.Name ?? "", _time.GetUtcNow().ToUnixTimeMilliseconds());
            return From(row);
        },
        cancellationToken);

    /// <summary>The rules, read in the caller's transaction. Rules that a later version wrote and this one cannot read count as none.</summary>
    internal static async Task<OwnershipRules> ReadAsync(ControlContext context, ProjectId project, CancellationToken cancellationToken)
    {
        string? text = await context.OwnershipRules.Where(rules => rules.ProjectId == project.Value).Select(rules => rules.Text).FirstOrDefaultAsync(cancellationToken);
        return text is null ? OwnershipRules.None : OwnershipRules.Parse(text).Rules;
    }

    private static StoredOwnershipRules From(OwnershipRulesRow row) => new(row.Text, row.ChangedBy, DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAtMilliseconds));
}
