using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Looks keys of crashes up in the map.</summary>
public sealed class IssueKeyReader
{
    private const int KeysPerStatement = 500;

    private readonly ControlDatabase _database;

    internal IssueKeyReader(ControlDatabase database) => _database = database;

    /// <summary>What crashes that the grouping gives these keys are stored under: other keys, where an issue was deleted (docs/adr/0126).</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<GroupingKey, GroupingKey>> FindStoredAsync(ProjectId project, IReadOnlyCollection<GroupingKey> keys, CancellationToken cancellationToken)
    {
        Dictionary<GroupingKey, GroupingKey> stored = keys.Distinct().ToDictionary(key => key);
        foreach (GroupingKey[] some in stored.Keys.ToArray().Chunk(KeysPerStatement))
        {
            long[] hashes = [.. some.Select(key => unchecked((long)key.Hash)).Distinct()];
            List<RenewedKeyRow> rows = await _database.AskAsync(
                (context, token) => context.RenewedKeys.AsNoTracking().Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.Hash)).ToListAsync(token), cancellationToken);
            rows.ForEach(row => stored[row.Key] = row.Current);
        }

        return stored;
    }

    /// <summary>The issues that crashes stored under these keys belong to; keys that no issue has are missing.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<GroupingKey, Issue>> FindAsync(ProjectId project, IReadOnlyCollection<GroupingKey> keys, CancellationToken cancellationToken)
    {
        Dictionary<GroupingKey, Issue> found = [];
        foreach (GroupingKey[] some in keys.Distinct().Chunk(KeysPerStatement))
        {
            long[] hashes = [.. some.Select(key => unchecked((long)key.Hash)).Distinct()];
            HashSet<GroupingKey> wanted = [.. some];
            List<IssueKeyRow> rows = await _database.AskAsync(
                (context, token) => context.IssueKeys.AsNoTracking().Include(row => row.Issue).Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.Hash)).ToListAsync(token),
                cancellationToken);
            foreach (IssueKeyRow row in rows.Where(row => row.Issue is not null && wanted.Contains(row.Key)))
            {
                found.Add(row.Key, Issue.From(row.Issue!));
            }
        }

        return found;
    }
}
