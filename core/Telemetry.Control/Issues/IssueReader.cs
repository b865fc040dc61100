using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Outbox;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Reads issues, their timelines and their keys.</summary>
public sealed class IssueReader
{
    private readonly ControlDatabase _database;

    internal IssueReader(ControlDatabase database) => _database = database;

    /// <summary>One issue by its number or its short id; null when there is none. Also one that is part of another.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<Issue?> FindAsync(ProjectId project, string name, CancellationToken cancellationToken)
    {
        long id = long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
        string shortId = name.ToUpperInvariant();
        IssueRow? row = await _database.AskAsync(
            (context, token) => context.Issues.AsNoTracking().FirstOrDefaultAsync(issue => issue.ProjectId == project.Value && (issue.Id == id || issue.ShortId == shortId), token), cancellationToken);
        return row is null ? null : Issue.From(row);
    }

    /// <summary>Issues by their numbers, in no order; unknown ones are missing.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<Issue>> FindManyAsync(ProjectId project, IReadOnlyList<IssueId> issues, CancellationToken cancellationToken)
    {
        long[] ids = [.. issues.Select(issue => issue.Value)];
        List<IssueRow> rows = await _database.AskAsync(
            (context, token) => context.Issues.AsNoTracking().Where(row => row.ProjectId == project.Value && EF.Parameter(ids).Contains(row.Id)).ToListAsync(token), cancellationToken);
        return [.. rows.Select(Issue.From)];
    }

    /// <summary>Issues that are no part of another, those seen last first.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<Issue>> ListAsync(ProjectId project, IssueFilter filter, int limit, CancellationToken cancellationToken)
    {
        List<IssueRow> rows = await _database.AskAsync(
            (context, token) => IssueFilters.Apply(context.Issues.AsNoTracking().Where(row => row.ProjectId == project.Value && row.MergedInto == null), filter)
                .OrderByDescending(row => row.LastSeenAtMilliseconds).ThenByDescending(row => row.Id).Take(limit).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(Issue.From)];
    }

    /// <summary>Which issue each hash of a project belongs to: small even where there are many issues, so lists ask for it whole. No version of the grouping gives the hash of another.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<ulong, IssueId>> ReadMapAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var rows = await _database.AskAsync(
            (context, token) => context.IssueKeys.AsNoTracking().Where(row => row.ProjectId == project.Value).Select(row => new { row.Hash, row.IssueId }).ToListAsync(token), cancellationToken);
        var map = new Dictionary<ulong, IssueId>(rows.Count);
        rows.ForEach(row => map[unchecked((ulong)row.Hash)] = new IssueId(row.IssueId));
        return map;
    }

    /// <summary>The keys of issues, by the issue's number.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<ILookup<IssueId, IssueKey>> ListKeysAsync(ProjectId project, IReadOnlyList<IssueId> issues, CancellationToken cancellationToken)
    {
        long[] ids = [.. issues.Select(issue => issue.Value)];
        List<IssueKeyRow> rows = await _database.AskAsync(
            (context, token) => context.IssueKeys.AsNoTracking().Where(row => row.ProjectId == project.Value && EF.Parameter(ids).Contains(row.IssueId))
                .OrderBy(row => row.CreatedAtMilliseconds).ThenBy(row => row.Hash).ToListAsync(token),
            cancellationToken);
        return rows.ToLookup(row => new IssueId(row.IssueId), row => new IssueKey(row.Key, new IssueId(row.OriginalIssueId)));
    }

    /// <summary>Issues that are part of one.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<Issue>> ListPartsAsync(ProjectId project, IssueId issue, CancellationToken cancellationToken)
    {
        List<IssueRow> rows = await _database.AskAsync(
            (context, token) => context.Issues.AsNoTracking().Where(row => row.ProjectId == project.Value && row.MergedInto == issue.Value).OrderBy(row => row.Number).ToListAsync(token), cancellationToken);
        return [.. rows.Select(Issue.From)];
    }

    /// <summary>The timeline, the newest first, with the comments.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="issue">Which.</param>
    /// <param name="before">Only lines with a smaller id; null: from the newest on.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<IReadOnlyList<IssueActivity>> ListActivityAsync(ProjectId project, IssueId issue, long? before, int limit, CancellationToken cancellationToken) =>
        _database.AskAsync<IReadOnlyList<IssueActivity>>(
            async (context, token) =>
            {
                List<IssueActivityRow> lines = await context.IssueActivity.AsNoTracking()
                    .Where(row => row.ProjectId == project.Value && row.IssueId == issue.Value && (before == null || row.Id < before)).OrderByDescending(row => row.Id).Take(limit).ToListAsync(token);
                (IssueActivityRow Row, IssueActivityDetails Details)[] told = [.. lines.Select(row => (row, OutboxJson.Read<IssueActivityDetails>(row.Details)))];
                long[] ids = [.. told.Select(line => line.Details.Comment).OfType<long>()];
                Dictionary<long, IssueCommentRow> comments = ids.Length == 0
                    ? []
                    : await context.IssueComments.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, token);
                return [.. told.Select(line => From(line.Row, line.Details, comments))];
            },
            cancellationToken);

    private static IssueActivity From(IssueActivityRow row, IssueActivityDetails details, Dictionary<long, IssueCommentRow> comments)
    {
        IssueComment? comment = details.Comment is { } id && comments.TryGetValue(id, out IssueCommentRow? found) ? IssueComments.From(found) : null;
        return new IssueActivity(row.Id, row.Kind, new IssueActor(row.Actor, row.ActorName), DateTimeOffset.FromUnixTimeMilliseconds(row.AtMilliseconds), details, comment);
    }
}
