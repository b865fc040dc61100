using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Releases;

/// <summary>Makes releases: on first sight, or because somebody says so.</summary>
public sealed partial class ReleaseWriter
{
    /// <summary>The longest name of a release, in characters.</summary>
    public const int MaxVersionLength = 200;

    // What this process knows to be in the database, with the time of its first sight. Bounded: a client may name a release after each build of a day.
    private const int MaxKnown = 100_000;

    private readonly ConcurrentDictionary<(long Project, string Version), long> _known = new();
    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal ReleaseWriter(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Makes those that are new and moves the first sight of others back when it was earlier. Safe to repeat; free for what this process has seen before.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked.</exception>
    public async Task SeeAsync(IReadOnlyList<ReleaseSighting> sightings, CancellationToken cancellationToken)
    {
        SeenReleases news = News(sightings);
        if (news.Count > 0)
        {
            await _database.ChangeAsync(news.Projects, async (context, token) => await AddAsync(context, news, token), cancellationToken);
            Remember(news);
        }
    }

    /// <summary>What is not known yet to have been seen that early.</summary>
    internal SeenReleases News(IEnumerable<ReleaseSighting> sightings)
    {
        var news = new SeenReleases();
        foreach (ReleaseSighting sighting in sightings)
        {
            string version = StoredText.Clean(sighting.Version, MaxVersionLength);
            long at = sighting.SeenAt.ToUnixTimeMilliseconds();
            if (version.Length > 0 && !(_known.TryGetValue((sighting.Project.Value, version), out long known) && known <= at))
            {
                news.Add((sighting.Project.Value, version), at);
            }
        }

        return news;
    }

    /// <summary>Writes them in the caller's transaction; remember them only after it.</summary>
    internal async Task<int> AddAsync(ControlContext context, SeenReleases news, CancellationToken cancellationToken)
    {
        foreach (ProjectId project in news.Projects)
        {
            string[] versions = news.VersionsOf(project);
            Dictionary<string, ReleaseRow> rows = await context.Releases.Where(row => row.ProjectId == project.Value && versions.Contains(row.Version))
                .ToDictionaryAsync(row => row.Version, StringComparer.Ordinal, cancellationToken);
            foreach (string version in versions)
            {
                See(context, rows.GetValueOrDefault(version), project, version, news[(project.Value, version)]);
            }
        }

        return news.Count;
    }

    internal void Remember(SeenReleases news)
    {
        if (_known.Count + news.Count > MaxKnown)
        {
            _known.Clear();
        }

        foreach ((var key, long at) in news)
        {
            _known.AddOrUpdate(key, at, (_, known) => Math.Min(known, at));
        }
    }

    private void See(ControlContext context, ReleaseRow? row, ProjectId project, string version, long at)
    {
        row ??= context.Releases.Add(New(project, version)).Entity;
        row.FirstSeenAtMilliseconds = Math.Min(row.FirstSeenAtMilliseconds ?? at, at);
        row.DateMilliseconds = row.ReleasedAtMilliseconds ?? row.FirstSeenAtMilliseconds.Value;
    }

    private ReleaseRow New(ProjectId project, string version)
    {
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        return new ReleaseRow
        {
            ProjectId = project.Value,
            Version = version,
            VersionKey = ReleaseKey.OfVersion(version),
            FirstSeenAtMilliseconds = null,
            ReleasedAtMilliseconds = null,
            DateMilliseconds = now,
            Url = "",
            CreatedAtMilliseconds = now,
        };
    }
}
