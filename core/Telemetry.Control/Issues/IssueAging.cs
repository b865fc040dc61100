using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Lets time pass for issues that no crash reminds of: the new become known ones, those archived for a time come back. To be called every minute or so, by as many processes as there are.</summary>
public sealed class IssueAging
{
    private const int BatchSize = 500;

    private readonly ControlDatabase _database;
    private readonly TimeProvider _time;

    internal IssueAging(ControlDatabase database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Changes all that are due and returns how many.</summary>
    /// <exception cref="ControlUnavailableException">The database cannot be asked; those changed until then stay changed.</exception>
    public async Task<int> AgeAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        int total = 0;
        foreach (ProjectId project in await FindProjectsAsync(now, cancellationToken))
        {
            int changed;
            do
            {
                changed = await _database.ChangeAsync([project], (context, token) => AgeAsync(context, project, now, token), cancellationToken);
                total += changed;
            }
            while (changed == BatchSize);
        }

        return total;
    }

    private async Task<IReadOnlyList<ProjectId>> FindProjectsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<long> projects = await _database.AskAsync((context, token) => Due(context, now).Select(row => row.ProjectId).Distinct().ToListAsync(token), cancellationToken);
        return [.. projects.Select(project => new ProjectId(checked((uint)project)))];
    }

    private static async Task<int> AgeAsync(ControlContext context, ProjectId project, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<IssueRow> due = await Due(context, now).Where(row => row.ProjectId == project.Value).OrderBy(row => row.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (IssueRow row in due)
        {
            IssueTransitions.Make(context, row, IssueLife.Age(row.ToState(), now) ?? throw new InvalidOperationException($"Issue {row.ShortId} is due for nothing."), now);
        }

        return due.Count;
    }

    private static IQueryable<IssueRow> Due(ControlContext context, DateTimeOffset now)
    {
        // Strictly before: the state's own time may have a fraction of a millisecond.
        long wakes = now.ToUnixTimeMilliseconds();
        return context.Issues.Where(row => row.WakesAtMilliseconds != null && row.WakesAtMilliseconds < wakes && row.MergedInto == null);
    }
}
