using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Telemetry.Control.Projects;
using Telemetry.Control.Releases;
using Telemetry.Model;
using Telemetry.Model.Issues;
using Telemetry.Model.Releases;

namespace Telemetry.Control.Issues;

/// <summary>The crashes of one project in one batch, inside the transaction: all that is known is read first, in few statements, whatever their number.</summary>
internal sealed class IssueAssignment(ControlContext context, ProjectId project, DateTimeOffset now)
{
    // As long as installations need to send at least once after an upgrade of the server.
    private static readonly TimeSpan Transition = TimeSpan.FromDays(30);

    private readonly Dictionary<int, DateTimeOffset> _since = [];
    private readonly List<(IssueRow Issue, CrashSighting Crash)> _made = [];
    private readonly HashSet<IssueRow> _wider = [];
    private readonly Dictionary<string, string?> _versionKeys = new(StringComparer.Ordinal);
    private Dictionary<GroupingKey, IssueRow> _issues = [];
    private HashSet<GroupingKey> _discarded = [];
    private ProjectRow? _project;
    private OwnershipRules _owners = OwnershipRules.None;

    /// <summary>Reads what is known of the batch's keys.</summary>
    public async Task LoadAsync(
        IReadOnlyList<CrashSighting> crashes, ConcurrentDictionary<(ProjectId Project, int Version), DateTimeOffset> since, CancellationToken cancellationToken)
    {
        long[] hashes = [.. crashes.SelectMany(crash => crash.Keys).Select(key => unchecked((long)key.Hash)).Distinct()];
        List<IssueKeyRow> keys = await context.IssueKeys.AsNoTracking()
            .Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.Hash)).ToListAsync(cancellationToken);
        long[] ids = [.. keys.Select(row => row.IssueId).Distinct()];
        Dictionary<long, IssueRow> known = ids.Length == 0
            ? []
            : await context.Issues.AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        _issues = keys.ToDictionary(row => row.Key, row => known[row.IssueId]);
        List<DiscardedKeyRow> discarded = await context.DiscardedKeys.AsNoTracking()
            .Where(row => row.ProjectId == project.Value && EF.Parameter(hashes).Contains(row.Hash)).ToListAsync(cancellationToken);
        _discarded = [.. discarded.Select(row => row.Key)];
        await LoadVersionsAsync([.. crashes.Select(crash => crash.Keys[0].Version).Distinct()], since, cancellationToken);
        if (crashes.Any(crash => !_issues.ContainsKey(crash.Keys[0])))
        {
            _project = await context.Projects.FirstOrDefaultAsync(row => row.Id == project.Value, cancellationToken);
            _owners = await OwnershipStore.ReadAsync(context, project, cancellationToken);
        }
    }

    /// <summary>The crash's issue, made when there is none; null when it is discarded.</summary>
    public IssueRow? Assign(CrashSighting crash, out bool isNew)
    {
        isNew = false;
        if (crash.Keys.Any(_discarded.Contains))
        {
            return null;
        }

        string? release = crash.Release is { Length: > 0 } name ? StoredText.Clean(name, ReleaseWriter.MaxVersionLength) : null;
        if (!_issues.TryGetValue(crash.Keys[0], out IssueRow? issue))
        {
            issue = FindUnderOlder(crash);
            isNew = issue is null;
            issue ??= Make(crash);
            Attach(crash.Keys[0], issue);
        }

        if (issue.Widen(crash.OccurredAt.ToUnixTimeMilliseconds(), release, KeyOf(release, crash.OccurredAt)) && issue.Id != 0)
        {
            _wider.Add(issue);
        }

        return issue;
    }

    /// <summary>Writes what known issues have learned. New ones are written by the context.</summary>
    public Task WriteSpansAsync(CancellationToken cancellationToken) => IssueSpans.WriteAsync(context, _wider, cancellationToken);

    /// <summary>Tells of what was made. Once it has ids.</summary>
    public void Announce()
    {
        foreach ((IssueRow issue, CrashSighting crash) in _made)
        {
            IssueChange.Tell(context, issue, IssueChangeKind.Created, IssueActor.Server, now, new IssueActivityDetails
            {
                After = issue.ToState(),
                Release = issue.FirstRelease,
                Environment = crash.Environment is null ? null : StoredText.Clean(crash.Environment, IssueLimits.Environment),
                Rule = _owners.Find(crash.Ownership)?.Text,
            });
        }
    }

    /// <summary>Hands over what need not be read again, once it is committed.</summary>
    public void Remember(ConcurrentDictionary<(ProjectId Project, int Version), DateTimeOffset> since)
    {
        foreach ((int version, DateTimeOffset at) in _since)
        {
            since[(project, version)] = at;
        }
    }

    private async Task LoadVersionsAsync(int[] versions, ConcurrentDictionary<(ProjectId Project, int Version), DateTimeOffset> since, CancellationToken cancellationToken)
    {
        foreach (int version in versions)
        {
            if (!since.TryGetValue((project, version), out DateTimeOffset at))
            {
                GroupingVersionRow row = await context.GroupingVersions.FirstOrDefaultAsync(one => one.ProjectId == project.Value && one.Version == version, cancellationToken)
                    ?? context.GroupingVersions.Add(new GroupingVersionRow { ProjectId = project.Value, Version = version, SinceMilliseconds = now.ToUnixTimeMilliseconds() }).Entity;
                at = DateTimeOffset.FromUnixTimeMilliseconds(row.SinceMilliseconds);
            }

            _since[version] = at;
        }
    }

    private IssueRow? FindUnderOlder(CrashSighting crash) => now - _since[crash.Keys[0].Version] > Transition
        ? null
        : crash.Keys.Skip(1).Select(key => _issues.GetValueOrDefault(key)).FirstOrDefault(issue => issue is not null);

    // A batch has few releases, and reading a version is the dearest thing done for each crash.
    private string? KeyOf(string? release, DateTimeOffset at)
    {
        if (release is not null && !_versionKeys.ContainsKey(release))
        {
            _versionKeys.Add(release, ReleaseKey.OfVersion(release));
        }

        return release is null ? null : _versionKeys[release] ?? ReleaseKey.Of(release, at);
    }

    private IssueRow Make(CrashSighting crash)
    {
        ProjectRow owner = _project ?? throw new ControlUnavailableException($"There is no project {project}.", null);
        IssueRow issue = context.Issues.Add(NewIssue.From(crash, owner, ++owner.LastIssueNumber, now)).Entity;
        issue.Apply(NewIssue.State(crash, _owners, now));
        _made.Add((issue, crash));
        return issue;
    }

    private void Attach(GroupingKey key, IssueRow issue)
    {
        _issues.Add(key, issue);
        context.IssueKeys.Add(new IssueKeyRow
        {
            ProjectId = project.Value,
            Hash = unchecked((long)key.Hash),
            GroupingVersion = key.Version,
            // Known issues are not the context's to write; new ones have no number yet.
            IssueId = issue.Id,
            OriginalIssueId = issue.Id,
            Issue = issue.Id == 0 ? issue : null,
            OriginalIssue = issue.Id == 0 ? issue : null,
            CreatedAtMilliseconds = now.ToUnixTimeMilliseconds(),
        });
    }
}
