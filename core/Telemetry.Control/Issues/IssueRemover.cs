using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Outbox;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Crashes that are thrown away.</summary>
/// <param name="Key">Their key.</param>
/// <param name="ShortId">The issue they were.</param>
/// <param name="Title">What it was called.</param>
/// <param name="ActorName">Who discarded it.</param>
/// <param name="DiscardedAt">When.</param>
public sealed record DiscardedKey(GroupingKey Key, string ShortId, string Title, string ActorName, DateTimeOffset DiscardedAt);

/// <summary>Deletes issues for good, with timeline and comments. What their events are told is in the outbox: whoever keeps events deletes those of the keys.</summary>
public sealed class IssueRemover
{
    private const int MaxListed = 1000;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IssueRemover(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Deletes issues and what is part of them, and returns how many. A further crash makes a new issue, unless they are discarded: then it is thrown away.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="issues">Which; those that are part of others are not found.</param>
    /// <param name="discards">Whether crashes like these are thrown away from now on.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked. Nothing was changed.</exception>
    public Task<int> DeleteAsync(ProjectId project, IReadOnlyList<IssueId> issues, bool discards, IssueActor actor, CancellationToken cancellationToken)
    {
        long[] ids = [.. issues.Select(issue => issue.Value)];
        return _database.ChangeAsync(
            [project],
            async (context, token) =>
            {
                List<IssueRow> rows = await context.Issues.Where(row => row.ProjectId == project.Value && ids.Contains(row.Id) && row.MergedInto == null).ToListAsync(token);
                long[] found = [.. rows.Select(row => row.Id)];
                List<IssueKeyRow> keys = await context.IssueKeys.Include(row => row.Issue).Where(row => found.Contains(row.IssueId)).ToListAsync(token);
                Tell(context, project, rows, keys, discards, actor);
                if (discards)
                {
                    context.DiscardedKeys.AddRange(keys.Select(key => Discard(key, actor)));
                }
                else
                {
                    await KeyRenewal.RenewAsync(context, project, [.. keys.Select(row => row.Key)], token);
                }

                context.IssueKeys.RemoveRange(keys);
                await context.SaveChangesAsync(token);
                await context.Issues.Where(row => row.MergedInto != null && found.Contains(row.MergedInto.Value)).ExecuteDeleteAsync(token);
                await context.Issues.Where(row => found.Contains(row.Id)).ExecuteDeleteAsync(token);
                context.ChangeTracker.Clear();
                return rows.Count;
            },
            cancellationToken);
    }

    /// <summary>What is thrown away, the newest first.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<DiscardedKey>> ListDiscardedAsync(ProjectId project, CancellationToken cancellationToken)
    {
        List<DiscardedKeyRow> rows = await _database.AskAsync(
            (context, token) => context.DiscardedKeys.AsNoTracking().Where(row => row.ProjectId == project.Value).OrderByDescending(row => row.CreatedAtMilliseconds).Take(MaxListed).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(row => new DiscardedKey(row.Key, row.ShortId, row.Title, row.ActorName, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMilliseconds)))];
    }

    /// <summary>Takes crashes in again that were the issue of that short id; false when none are thrown away.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<bool> AcceptAgainAsync(ProjectId project, string shortId, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            List<DiscardedKeyRow> rows = await context.DiscardedKeys.Where(row => row.ProjectId == project.Value && row.ShortId == shortId).ToListAsync(token);
            await KeyRenewal.RenewAsync(context, project, [.. rows.Select(row => row.Key)], token);
            context.DiscardedKeys.RemoveRange(rows);
            return rows.Count > 0;
        },
        cancellationToken);

    private void Tell(ControlContext context, ProjectId project, List<IssueRow> rows, List<IssueKeyRow> keys, bool discards, IssueActor actor)
    {
        DateTimeOffset now = _time.GetUtcNow();
        foreach (IssueRow row in rows)
        {
            IssueChange.Announce(context, row, discards ? IssueChangeKind.Discarded : IssueChangeKind.Deleted, actor, now, new IssueActivityDetails { Before = row.ToState() });
        }

        if (keys.Count > 0)
        {
            OutboxWriter.Add(context, OutboxTopics.Keys, project.ToString(), new KeysDeleted(project.Value, [.. keys.Select(row => row.Key.Hash)]), now);
        }
    }

    private DiscardedKeyRow Discard(IssueKeyRow key, IssueActor actor) => new()
    {
        ProjectId = key.ProjectId,
        Hash = key.Hash,
        GroupingVersion = key.GroupingVersion,
        ShortId = key.Issue?.ShortId ?? "",
        Title = key.Issue?.Title ?? "",
        ActorName = actor.Name ?? "",
        CreatedAtMilliseconds = _time.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
