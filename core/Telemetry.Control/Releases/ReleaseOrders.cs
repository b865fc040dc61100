using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Releases;

/// <summary>Reads the order of a project's releases.</summary>
internal static class ReleaseOrders
{
    /// <summary>Whether the project's releases are versions: by those made last.</summary>
    public static async Task<bool> IsByVersionAsync(ControlContext context, ProjectId project, CancellationToken cancellationToken) => ReleaseNaming.IsByVersion(
        await context.Releases.Where(row => row.ProjectId == project.Value).OrderByDescending(row => row.Id).Select(row => row.Version).Take(ReleaseNaming.Sample).ToListAsync(cancellationToken));

    /// <summary>The order, with the dates of the releases named.</summary>
    public static async Task<ReleaseOrder> ReadAsync(ControlContext context, ProjectId project, IEnumerable<string> releases, CancellationToken cancellationToken)
    {
        string[] names = [.. releases.Distinct(StringComparer.Ordinal)];
        var dates = await context.Releases.Where(row => row.ProjectId == project.Value && EF.Parameter(names).Contains(row.Version))
            .Select(row => new { row.Version, row.DateMilliseconds }).ToListAsync(cancellationToken);
        return new ReleaseOrder(
            await IsByVersionAsync(context, project, cancellationToken),
            dates.ToDictionary(row => row.Version, row => DateTimeOffset.FromUnixTimeMilliseconds(row.DateMilliseconds), StringComparer.Ordinal));
    }

    /// <summary>The project's releases, the newest first.</summary>
    public static IQueryable<ReleaseRow> NewestFirst(ControlContext context, ProjectId project, bool isByVersion)
    {
        IQueryable<ReleaseRow> all = context.Releases.Where(row => row.ProjectId == project.Value);
        // Names that are no versions come last there; among themselves by date.
        return isByVersion
            ? all.OrderBy(row => row.VersionKey == null).ThenByDescending(row => row.VersionKey).ThenByDescending(row => row.DateMilliseconds).ThenByDescending(row => row.Id)
            : all.OrderByDescending(row => row.DateMilliseconds).ThenByDescending(row => row.Id);
    }
}
