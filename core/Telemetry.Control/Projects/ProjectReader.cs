using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Projects;

/// <summary>Reads projects.</summary>
public sealed class ProjectReader
{
    private readonly ControlDatabase _database;

    internal ProjectReader(ControlDatabase database) => _database = database;

    /// <summary>The oldest key of the project that is to work on; null when there is none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<string?> FindKeyAsync(ProjectId project, CancellationToken cancellationToken) => await _database.AskAsync(
        (context, token) => context.IngestKeys.AsNoTracking().Where(key => key.ProjectId == project.Value && key.RevokedAtMilliseconds == null)
            .OrderBy(key => key.Id).Select(key => key.Key).FirstOrDefaultAsync(token),
        cancellationToken);

    /// <summary>All projects by id. Whose they are to see, the caller decides.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<Project>> ListAsync(CancellationToken cancellationToken) =>
        await _database.AskAsync(
            (context, token) => context.Projects.AsNoTracking().OrderBy(row => row.Id).Select(row => From(row)).ToListAsync(token),
            cancellationToken);

    /// <summary>One project; null when there is none of that id.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<Project?> FindAsync(ProjectId id, CancellationToken cancellationToken) =>
        await _database.AskAsync(
            (context, token) => context.Projects.AsNoTracking().Where(row => row.Id == id.Value).Select(row => From(row)).FirstOrDefaultAsync(token),
            cancellationToken);

    /// <summary>The oldest project with the oldest of its keys that is not revoked; null when there is no such key.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<KeyedProject?> FindFirstKeyedAsync(CancellationToken cancellationToken)
    {
        IngestKeyRow? row = await _database.AskAsync(
            (context, token) => context.IngestKeys.AsNoTracking().Include(key => key.Project).Where(key => key.RevokedAtMilliseconds == null)
                .OrderBy(key => key.ProjectId).ThenBy(key => key.Id).FirstOrDefaultAsync(token),
            cancellationToken);
        return row is { Project: { } project } ? new KeyedProject(From(project), row.Key) : null;
    }

    private static Project From(ProjectRow row) =>
        new(new ProjectId(checked((uint)row.Id)), row.Name, row.LogRetentionDays, row.SpanRetentionDays);
}
