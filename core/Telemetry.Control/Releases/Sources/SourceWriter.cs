using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Releases.Sources;

/// <summary>Stores what people upload for a release (docs/adr/0168).</summary>
public sealed class SourceWriter
{
    /// <summary>How many releases of a project have sources; of more the ones uploaded longest ago are forgotten.</summary>
    public const int MaxBundles = 100;

    private readonly ControlDatabase _database;
    private readonly ReleaseWriter _releases;
    private readonly TimeProvider _time;

    internal SourceWriter(ControlDatabase database, ReleaseWriter releases, TimeProvider time)
    {
        _database = database;
        _releases = releases;
        _time = time;
    }

    /// <summary>Replaces the sources of a release, and makes the release when it is unknown: all of it or nothing. Safe to repeat.</summary>
    /// <param name="project">Must exist.</param>
    /// <param name="version">Name of the release.</param>
    /// <param name="files">With paths that differ.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task<SavedSources> SaveAsync(ProjectId project, string version, IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        Release release = await _releases.SaveAsync(project, new NewRelease(version, null, null, null), cancellationToken);
        // Before the transaction: packing takes longer than all the rest, and others wait for the project's row.
        Dictionary<string, byte[]> packed = await PackAsync(project, files, cancellationToken);
        return await _database.ChangeAsync(
            [project],
            async (context, token) =>
            {
                long id = await context.Releases.Where(row => row.ProjectId == project.Value && row.Version == release.Version).Select(row => row.Id).SingleAsync(token);
                await context.SourceBundles.Where(row => row.ReleaseId == id).ExecuteDeleteAsync(token);
                int added = await AddTextsAsync(context, project, files, packed, token);
                SourceBundleRow bundle = Row(id, project, files);
                context.SourceBundles.Add(bundle);
                await context.SaveChangesAsync(token);
                context.SourceFiles.AddRange(files.Select(file => Row(id, project, file)));
                await context.SaveChangesAsync(token);
                await ForgetAsync(context, project, token);
                return new SavedSources(SourceReader.From(bundle, release.Version), added);
            },
            cancellationToken);
    }

    /// <summary>Forgets the sources of a release; false when it has none.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public Task<bool> DeleteAsync(ProjectId project, string version, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            IQueryable<long> ids = context.Releases.Where(row => row.ProjectId == project.Value && row.Version == version).Select(row => row.Id);
            bool was = await context.SourceBundles.Where(row => ids.Contains(row.ReleaseId)).ExecuteDeleteAsync(token) > 0;
            await DropUnusedAsync(context, project, token);
            return was;
        },
        cancellationToken);

    // What is there already need not be packed. What is dropped between this and the transaction is packed there.
    private async Task<Dictionary<string, byte[]>> PackAsync(ProjectId project, IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        HashSet<string> known = await _database.AskAsync((context, token) => KnownAsync(context, project, files, token), cancellationToken);
        return files.Where(file => !known.Contains(file.Hash)).DistinctBy(file => file.Hash).ToDictionary(file => file.Hash, file => PackedText.Pack(file.Utf8.Span), StringComparer.Ordinal);
    }

    private static async Task<int> AddTextsAsync(
        ControlContext context, ProjectId project, IReadOnlyList<SourceFile> files, Dictionary<string, byte[]> packed, CancellationToken cancellationToken)
    {
        HashSet<string> known = await KnownAsync(context, project, files, cancellationToken);
        SourceFile[] added = [.. files.Where(file => !known.Contains(file.Hash)).DistinctBy(file => file.Hash)];
        context.SourceTexts.AddRange(added.Select(file => new SourceTextRow
        {
            ProjectId = project.Value,
            Hash = file.Hash,
            Packed = packed.TryGetValue(file.Hash, out byte[]? ready) ? ready : PackedText.Pack(file.Utf8.Span),
        }));
        await context.SaveChangesAsync(cancellationToken);
        return added.Length;
    }

    private static Task<HashSet<string>> KnownAsync(ControlContext context, ProjectId project, IReadOnlyList<SourceFile> files, CancellationToken cancellationToken)
    {
        string[] hashes = [.. files.Select(file => file.Hash).Distinct()];
        return context.SourceTexts.Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.Hash)).Select(row => row.Hash).ToHashSetAsync(cancellationToken);
    }

    private static async Task ForgetAsync(ControlContext context, ProjectId project, CancellationToken cancellationToken)
    {
        long[] old = await context.SourceBundles.Where(row => row.ProjectId == project.Value)
            .OrderByDescending(row => row.UploadedAtMilliseconds).ThenByDescending(row => row.ReleaseId).Skip(MaxBundles).Select(row => row.ReleaseId).ToArrayAsync(cancellationToken);
        await context.SourceBundles.Where(row => EF.Parameter(old).Contains(row.ReleaseId)).ExecuteDeleteAsync(cancellationToken);
        await DropUnusedAsync(context, project, cancellationToken);
    }

    private static Task<int> DropUnusedAsync(ControlContext context, ProjectId project, CancellationToken cancellationToken) =>
        context.SourceTexts.Where(row => row.ProjectId == project.Value && !context.SourceFiles.Any(file => file.ProjectId == row.ProjectId && file.Hash == row.Hash))
            .ExecuteDeleteAsync(cancellationToken);

    private static SourceFileRow Row(long release, ProjectId project, SourceFile file) => new()
    {
        ReleaseId = release,
        Path = file.Path,
        FileName = file.Path[(file.Path.LastIndexOf('/') + 1)..],
        Module = file.Module,
        ProjectId = project.Value,
        Hash = file.Hash,
        Bytes = file.Utf8.Length,
    };

    private SourceBundleRow Row(long release, ProjectId project, IReadOnlyList<SourceFile> files) => new()
    {
        ReleaseId = release,
        ProjectId = project.Value,
        Files = files.Count,
        Bytes = files.Sum(file => (long)file.Utf8.Length),
        UploadedAtMilliseconds = _time.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
