using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Tokens;
using Telemetry.Model;

namespace Telemetry.Control.Views;

/// <summary>The address of a page that somebody gave a name.</summary>
/// <param name="Id">Part of the link by which it is shared; not to be guessed.</param>
/// <param name="Project">What it looks at.</param>
/// <param name="OwnerName">Who saved it.</param>
/// <param name="Name">What they call it.</param>
/// <param name="Path">Path of the page, such as <c>/logs</c>.</param>
/// <param name="Query">What follows the question mark, without it and without the project.</param>
/// <param name="CreatedAt">When it was saved.</param>
public sealed record SavedView(string Id, ProjectId Project, string OwnerName, string Name, string Path, string Query, DateTimeOffset CreatedAt);

/// <summary>Keeps saved views: each is its owner's, and everybody who may see the project may open it by its link.</summary>
public sealed class SavedViews
{
    /// <summary>How many one owner may have in a project.</summary>
    public const int MaxPerOwner = 200;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal SavedViews(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>The owner's, by name.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<SavedView>> ListAsync(ProjectId project, string owner, CancellationToken cancellationToken)
    {
        List<SavedViewRow> rows = await _database.AskAsync(
            (context, token) => Of(context, project, owner).AsNoTracking().OrderBy(row => row.Name).Take(MaxPerOwner).ToListAsync(token), cancellationToken);
        return [.. rows.Select(From)];
    }

    /// <summary>One of the project, whoever's it is; null when there is none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<SavedView?> FindAsync(ProjectId project, string id, CancellationToken cancellationToken)
    {
        SavedViewRow? row = await _database.AskAsync(
            (context, token) => context.SavedViews.AsNoTracking().FirstOrDefaultAsync(view => view.Id == id && view.ProjectId == project.Value, token), cancellationToken);
        return row is null ? null : From(row);
    }

    /// <summary>Saves one; one of the same name becomes this one and keeps its link. Null: the owner has too many.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<SavedView?> SaveAsync(ProjectId project, ApiTokenGrant owner, string name, string path, string query, CancellationToken cancellationToken)
    {
        SavedViewRow? saved = await _database.AskAsync(
            async (context, token) =>
            {
                SavedViewRow? row = await Of(context, project, owner.Owner).FirstOrDefaultAsync(view => view.Name == name, token);
                if (row is null && await Of(context, project, owner.Owner).CountAsync(token) >= MaxPerOwner)
                {
                    return null;
                }

                row ??= context.SavedViews.Add(New(project, owner, name)).Entity;
                (row.Path, row.Query, row.OwnerName) = (path, query, owner.Name);
                await context.SaveChangesAsync(token);
                return row;
            },
            cancellationToken);
        return saved is null ? null : From(saved);
    }

    /// <summary>Forgets one of the owner's. False when they have none of that id.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<bool> DeleteAsync(ProjectId project, string owner, string id, CancellationToken cancellationToken) =>
        await _database.AskAsync((context, token) => Of(context, project, owner).Where(row => row.Id == id).ExecuteDeleteAsync(token), cancellationToken) > 0;

    private static IQueryable<SavedViewRow> Of(ControlContext context, ProjectId project, string owner) =>
        context.SavedViews.Where(row => row.ProjectId == project.Value && row.Owner == owner);

    private SavedViewRow New(ProjectId project, ApiTokenGrant owner, string name) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        ProjectId = project.Value,
        Owner = owner.Owner,
        OwnerName = owner.Name,
        Name = name,
        Path = "",
        Query = "",
        CreatedAtMilliseconds = _time.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private static SavedView From(SavedViewRow row) => new(
        row.Id, new ProjectId(checked((uint)row.ProjectId)), row.OwnerName, row.Name, row.Path, row.Query, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAtMilliseconds));
}
