using Microsoft.EntityFrameworkCore;
using Telemetry.Model;

namespace Telemetry.Control.Releases;

/// <content>What people and their build scripts say.</content>
public sealed partial class ReleaseWriter
{
    /// <summary>How many commits a release may have.</summary>
    public const int MaxCommits = 1000;

    private const int MaxUrlLength = 1000;

    /// <summary>Makes a release, or adds to one that is there. Safe to repeat.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked, or the project does not exist.</exception>
    public Task<Release> SaveAsync(ProjectId project, NewRelease release, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            string version = StoredText.Clean(release.Version, MaxVersionLength);
            ReleaseRow? row = await context.Releases.Include(one => one.Commits).FirstOrDefaultAsync(one => one.ProjectId == project.Value && one.Version == version, token);
            row ??= context.Releases.Add(New(project, version)).Entity;
            row.ReleasedAtMilliseconds = release.ReleasedAt?.ToUnixTimeMilliseconds() ?? row.ReleasedAtMilliseconds;
            row.DateMilliseconds = row.ReleasedAtMilliseconds ?? row.FirstSeenAtMilliseconds ?? row.CreatedAtMilliseconds;
            row.Url = release.Url is { } url ? StoredText.Clean(url, MaxUrlLength) : row.Url;
            if (release.Commits is { } commits)
            {
                row.Commits.Clear();
                await context.SaveChangesAsync(token);
                row.Commits.AddRange(commits.Take(MaxCommits).Index().Select(commit => Row(commit.Index, commit.Item)));
            }

            await context.SaveChangesAsync(token);
            return Release.From(row);
        },
        cancellationToken);

    /// <summary>Remembers that a release was put to work, and makes the release when it is unknown. The same deploy again changes nothing but name and URL.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked, or the project does not exist.</exception>
    public Task<Deploy> DeployAsync(ProjectId project, Deploy deploy, CancellationToken cancellationToken) => _database.ChangeAsync(
        [project],
        async (context, token) =>
        {
            string version = StoredText.Clean(deploy.Version, MaxVersionLength);
            string environment = StoredText.Clean(deploy.Environment, 100);
            long at = deploy.At.ToUnixTimeMilliseconds();
            if (!await context.Releases.AnyAsync(row => row.ProjectId == project.Value && row.Version == version, token))
            {
                context.Releases.Add(New(project, version));
            }

            DeployRow? known = await context.Deploys.FirstOrDefaultAsync(
                row => row.ProjectId == project.Value && row.Version == version && row.Environment == environment && row.AtMilliseconds == at, token);
            known ??= context.Deploys.Add(new DeployRow { ProjectId = project.Value, Version = version, Environment = environment, Name = "", Url = "", AtMilliseconds = at }).Entity;
            (known.Name, known.Url) = (StoredText.Clean(deploy.Name, 200), StoredText.Clean(deploy.Url, MaxUrlLength));
            return ReleaseReader.From(known);
        },
        cancellationToken);

    private static ReleaseCommitRow Row(int position, ReleaseCommit commit) => new()
    {
        Position = position,
        Hash = StoredText.Clean(commit.Hash, 100),
        Author = StoredText.Clean(commit.Author, 200),
        Message = StoredText.Clean(commit.Message, 1000),
        AtMilliseconds = commit.At?.ToUnixTimeMilliseconds(),
    };
}
