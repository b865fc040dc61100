using System.Collections;
using Telemetry.Model;

namespace Telemetry.Control.Releases;

/// <summary>Releases of a batch, each with its earliest sight in Unix milliseconds.</summary>
internal sealed class SeenReleases : IEnumerable<KeyValuePair<(long Project, string Version), long>>
{
    private readonly Dictionary<(long Project, string Version), long> _seen = [];

    public int Count => _seen.Count;

    public IEnumerable<ProjectId> Projects => _seen.Keys.Select(key => new ProjectId(checked((uint)key.Project))).Distinct();

    public long this[(long Project, string Version) key] => _seen[key];

    public void Add((long Project, string Version) key, long at) => _seen[key] = Math.Min(_seen.GetValueOrDefault(key, at), at);

    public string[] VersionsOf(ProjectId project) => [.. _seen.Keys.Where(key => key.Project == project.Value).Select(key => key.Version)];

    public IEnumerator<KeyValuePair<(long Project, string Version), long>> GetEnumerator() => _seen.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
