using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>Looks ingest keys up. Asks the database each time: the caller keeps what it may keep, and for how long.</summary>
public sealed class IngestKeyReader
{
    private const int MaxListed = 1000;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IngestKeyReader(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>The keys of a project, the newest first, also those that no longer work.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<IngestKey>> ListAsync(ProjectId project, CancellationToken cancellationToken)
    {
        List<IngestKeyRow> rows = await _database.AskAsync(
            (context, token) => context.IngestKeys.AsNoTracking().Where(row => row.ProjectId == project.Value).OrderByDescending(row => row.Id).Take(MaxListed).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(IngestKeyWriter.From)];
    }

    /// <summary>What the key allows; null when it is unknown or revoked.</summary>
    /// <param name="key">As the client sent it; anything at all.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked: neither accept nor refuse, but let the client retry.</exception>
    public async Task<IngestKeyGrant?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length != IngestKeyText.Length)
        {
            return null;
        }

        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        IngestKeyRow? row = await _database.AskAsync(
            (context, token) => ByHash(context, IngestKeyText.Hash(key), now).FirstOrDefaultAsync(token),
            cancellationToken);
        return row is { Project: { } project } && IngestKeyText.Equal(row.Key, key) ? Grant(row, project) : null;
    }

    private static IQueryable<IngestKeyRow> ByHash(ControlContext context, byte[] hash, long now) =>
        context.IngestKeys.AsNoTracking().Include(row => row.Project)
            .Where(row => row.KeyHash == hash && (row.RevokedAtMilliseconds == null || row.RevokedAtMilliseconds > now));

    private static IngestKeyGrant Grant(IngestKeyRow row, ProjectRow project) => new(
        new IngestKeyId(checked((uint)row.Id)),
        new ProjectId(checked((uint)project.Id)),
        checked((ushort)project.LogRetentionDays),
        checked((ushort)project.SpanRetentionDays),
        row.MaxItemsPerSecond,
        row.MaxBytesPerSecond);
}
