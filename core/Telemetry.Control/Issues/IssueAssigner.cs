using System.Collections.Concurrent;
using Telemetry.Control.Releases;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>
/// Says which issues crashes belong to, and makes those that are missing, each with its message in the outbox. A batch is one transaction; a batch that is handled again
/// gets the same answer and changes nothing; several workers may do it at once (docs/adr/0115).
/// </summary>
public sealed class IssueAssigner
{
    private readonly ControlDatabase _database;
    private readonly ReleaseWriter _releases;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(ProjectId Project, int Version), DateTimeOffset> _since = new();

    internal IssueAssigner(ControlDatabase database, ReleaseWriter releases, TimeProvider time)
    {
        _database = database;
        _releases = releases;
        _time = time;
    }

    /// <summary>
    /// Assigns a batch, widens what its issues know of times and releases, and makes the releases it names. A key under the newest version that is unknown is tried under the older
    /// versions for 30 days after the project's first crash under the new one, and then belongs to the issue found there for good.
    /// </summary>
    /// <param name="crashes">In any order, of any projects.</param>
    /// <param name="cancellationToken">Ends the attempt; then nothing was changed, or all of it.</param>
    /// <returns>One answer for each crash, in their order.</returns>
    /// <exception cref="ControlUnavailableException">The database cannot be asked, or a project does not exist. Nothing was changed.</exception>
    public async Task<IReadOnlyList<AssignedCrash>> AssignAsync(IReadOnlyList<CrashSighting> crashes, CancellationToken cancellationToken)
    {
        if (crashes.Count == 0)
        {
            return [];
        }

        SeenReleases news = _releases.News(crashes.Where(crash => crash.Release is not null).Select(crash => new ReleaseSighting(crash.Project, crash.Release ?? "", crash.OccurredAt)));
        (AssignedCrash[] answers, IssueAssignment[] done) = await _database.ChangeAsync(
            crashes.Select(crash => crash.Project), (context, token) => AssignAsync(context, crashes, news, token), cancellationToken);
        _releases.Remember(news);
        foreach (IssueAssignment assignment in done)
        {
            assignment.Remember(_since);
        }

        return answers;
    }

    private async Task<(AssignedCrash[] Answers, IssueAssignment[] Done)> AssignAsync(
        ControlContext context, IReadOnlyList<CrashSighting> crashes, SeenReleases news, CancellationToken cancellationToken)
    {
        await _releases.AddAsync(context, news, cancellationToken);
        var answers = new AssignedCrash[crashes.Count];
        var done = new List<IssueAssignment>();
        foreach (IGrouping<ProjectId, (int Index, CrashSighting Item)> group in crashes.Index().GroupBy(crash => crash.Item.Project))
        {
            var assignment = new IssueAssignment(context, group.Key, _time.GetUtcNow());
            IReadOnlyList<CrashSighting> own = await KeyRenewal.ApplyAsync(context, group.Key, [.. group.Select(crash => crash.Item)], cancellationToken);
            await assignment.LoadAsync(own, _since, cancellationToken);
            (int Index, GroupingKey Key, IssueRow? Issue, bool IsNew)[] found =
                [.. group.Zip(own, (crash, renewed) => (crash.Index, renewed.Keys[0], assignment.Assign(renewed, out bool isNew), isNew))];
            await assignment.WriteSpansAsync(cancellationToken);
            // The ids of new issues exist from here on; their messages carry them.
            await context.SaveChangesAsync(cancellationToken);
            assignment.Announce();
            foreach ((int index, GroupingKey key, IssueRow? issue, bool isNew) in found)
            {
                answers[index] = new AssignedCrash(issue?.IssueId, isNew, key);
            }

            done.Add(assignment);
        }

        return (answers, [.. done]);
    }
}
