using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Releases;

/// <summary>Some of a project's releases.</summary>
/// <param name="IsByVersion">Whether they are ordered by version; else by date.</param>
/// <param name="Releases">The newest first.</param>
public sealed record ReleasePage(bool IsByVersion, IReadOnlyList<Release> Releases);

/// <summary>Reads releases and deploys.</summary>
public sealed class ReleaseReader
{
    private readonly ControlDatabase _database;

    internal ReleaseReader(ControlDatabase database) => _database = database;

    /// <summary>Releases, the newest first: by version where the project has versions, else by date.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<ReleasePage> ListAsync(ProjectId project, int skip, int limit, CancellationToken cancellationToken) => _database.AskAsync(
        async (context, token) =>
        {
            bool isByVersion = await ReleaseOrders.IsByVersionAsync(context, project, token);
            List<ReleaseRow> rows = await ReleaseOrders.NewestFirst(context, project, isByVersion).AsNoTracking().Skip(skip).Take(limit).ToListAsync(token);
            return new ReleasePage(isByVersion, [.. rows.Select(Release.From)]);
        },
        cancellationToken);

    /// <summary>One release with its commits; null when there is none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<Release?> FindAsync(ProjectId project, string version, CancellationToken cancellationToken)
    {
        ReleaseRow? row = await _database.AskAsync(
            (context, token) => context.Releases.AsNoTracking().Include(one => one.Commits).FirstOrDefaultAsync(one => one.ProjectId == project.Value && one.Version == version, token), cancellationToken);
        return row is null ? null : Release.From(row);
    }

    /// <summary>The release before that one, in the project's order; null when there is none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<Release?> FindPreviousAsync(ProjectId project, string version, CancellationToken cancellationToken)
    {
        ReleaseRow? row = await _database.AskAsync(
            async (context, token) =>
            {
                ReleaseRow? own = await context.Releases.AsNoTracking().FirstOrDefaultAsync(one => one.ProjectId == project.Value && one.Version == version, token);
                bool isByVersion = await ReleaseOrders.IsByVersionAsync(context, project, token);
                return own is null ? null : await Before(ReleaseOrders.NewestFirst(context, project, isByVersion), own, isByVersion && own.VersionKey is not null).AsNoTracking().FirstOrDefaultAsync(token);
            },
            cancellationToken);
        return row is null ? null : Release.From(row);
    }

    /// <summary>The order of some releases.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<ReleaseOrder> ReadOrderAsync(ProjectId project, IEnumerable<string> versions, CancellationToken cancellationToken) =>
        _database.AskAsync((context, token) => ReleaseOrders.ReadAsync(context, project, versions, token), cancellationToken);

    /// <summary>Deploys, the newest first.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="version">Of that release; null: of all.</param>
    /// <param name="from">At or after.</param>
    /// <param name="to">Before.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyList<Deploy>> ListDeploysAsync(ProjectId project, string? version, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        (long start, long end) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        List<DeployRow> rows = await _database.AskAsync(
            (context, token) => context.Deploys.AsNoTracking()
                .Where(row => row.ProjectId == project.Value && row.AtMilliseconds >= start && row.AtMilliseconds < end && (version == null || row.Version == version))
                .OrderByDescending(row => row.AtMilliseconds).ThenByDescending(row => row.Id).Take(limit).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(From)];
    }

    internal static Deploy From(DeployRow row) => new(row.Version, row.Environment, row.Name, row.Url, DateTimeOffset.FromUnixTimeMilliseconds(row.AtMilliseconds));

    private static IQueryable<ReleaseRow> Before(IQueryable<ReleaseRow> newestFirst, ReleaseRow own, bool isByVersion) => isByVersion
        ? newestFirst.Where(row => row.VersionKey != null && string.Compare(row.VersionKey, own.VersionKey) < 0)
        : newestFirst.Where(row => row.Id != own.Id && row.DateMilliseconds < own.DateMilliseconds);
}
