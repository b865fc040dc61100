using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>Looks ingest keys up. Asks the database each time: the caller keeps what it may keep, and for how long.</summary>
public sealed class IngestKeyReader
{
    private readonly ControlDatabase _database;

    internal IngestKeyReader(ControlDatabase database) => _database = database;

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

        IngestKeyRow? row = await _database.AskAsync(
            (context, token) => ByHash(context, IngestKeyText.Hash(key)).FirstOrDefaultAsync(token),
            cancellationToken);
        return row is { Project: { } project } && IngestKeyText.Equal(row.Key, key) ? Grant(row, project) : null;
    }

    private static IQueryable<IngestKeyRow> ByHash(ControlContext context, byte[] hash) =>
        context.IngestKeys.AsNoTracking().Include(row => row.Project).Where(row => row.KeyHash == hash && row.RevokedAtMilliseconds == null);

    private static IngestKeyGrant Grant(IngestKeyRow row, ProjectRow project) => new(
        new IngestKeyId(checked((uint)row.Id)),
        new ProjectId(checked((uint)project.Id)),
        checked((ushort)project.LogRetentionDays),
        checked((ushort)project.SpanRetentionDays),
        row.MaxItemsPerSecond,
        row.MaxBytesPerSecond);
}
