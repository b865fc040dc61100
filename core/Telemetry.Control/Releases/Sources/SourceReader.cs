using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Releases.Sources;

/// <summary>Reads what people uploaded for a release.</summary>
public sealed class SourceReader
{
    private readonly ControlDatabase _database;

    internal SourceReader(ControlDatabase database) => _database = database;

    /// <summary>What a release has; null: nothing.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<SourceBundle?> FindAsync(ProjectId project, string version, CancellationToken cancellationToken)
    {
        SourceBundleRow? row = await _database.AskAsync(
            (context, token) => Of(context, project, version).FirstOrDefaultAsync(token), cancellationToken);
        return row is null ? null : From(row, version);
    }

    /// <summary>Its files, in the order of their paths.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<List<StoredSource>> ListAsync(ProjectId project, string version, int skip, int limit, CancellationToken cancellationToken) => _database.AskAsync(
        (context, token) => FilesOf(context, project, version).OrderBy(row => row.Path).Skip(skip).Take(limit)
            .Select(row => new StoredSource(row.Path, row.Module, row.Hash, row.Bytes)).ToListAsync(token),
        cancellationToken);

    /// <summary>Files that are one of those modules, or have one of those names.</summary>
    /// <param name="project">Whose.</param>
    /// <param name="version">Of which release.</param>
    /// <param name="modules">Dotted.</param>
    /// <param name="fileNames">Last parts of paths.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<List<StoredSource>> FindFilesAsync(
        ProjectId project, string version, IReadOnlyCollection<string> modules, IReadOnlyCollection<string> fileNames, int limit, CancellationToken cancellationToken)
    {
        (string[] names, string[] files) = ([.. modules], [.. fileNames]);
        return _database.AskAsync(
            (context, token) => FilesOf(context, project, version)
                .Where(row => EF.Parameter(names).Contains(row.Module) || EF.Parameter(files).Contains(row.FileName)).OrderBy(row => row.Path).Take(limit)
                .Select(row => new StoredSource(row.Path, row.Module, row.Hash, row.Bytes)).ToListAsync(token),
            cancellationToken);
    }

    /// <summary>Texts by their hashes; what is gone meanwhile is left out.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadTextsAsync(ProjectId project, IReadOnlyCollection<string> hashes, CancellationToken cancellationToken)
    {
        string[] wanted = [.. hashes];
        List<SourceTextRow> rows = await _database.AskAsync(
            (context, token) => context.SourceTexts.AsNoTracking().Where(row => row.ProjectId == project.Value && EF.Parameter(wanted).Contains(row.Hash)).ToListAsync(token),
            cancellationToken);
        return rows.ToDictionary(row => row.Hash, row => PackedText.Unpack(row.Packed), StringComparer.Ordinal);
    }

    internal static SourceBundle From(SourceBundleRow row, string version) =>
        new(version, row.Files, row.Bytes, DateTimeOffset.FromUnixTimeMilliseconds(row.UploadedAtMilliseconds));

    private static IQueryable<SourceBundleRow> Of(ControlContext context, ProjectId project, string version) => context.SourceBundles.AsNoTracking()
        .Where(row => context.Releases.Any(release => release.Id == row.ReleaseId && release.ProjectId == project.Value && release.Version == version));

    private static IQueryable<SourceFileRow> FilesOf(ControlContext context, ProjectId project, string version) => context.SourceFiles.AsNoTracking()
        .Where(row => context.Releases.Any(release => release.Id == row.ReleaseId && release.ProjectId == project.Value && release.Version == version));
}
