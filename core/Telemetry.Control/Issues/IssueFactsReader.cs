using Microsoft.EntityFrameworkCore;
using Telemetry.Model;
using Telemetry.Model.Issues;

namespace Telemetry.Control.Issues;

/// <summary>Asks the store about archived issues that wait for a number.</summary>
internal static class IssueFactsReader
{
    /// <summary>The facts of those that need some, each for the version of the state it was asked for.</summary>
    public static async Task<Dictionary<(long Id, long Version), IssueFacts>> ReadAsync(
        ControlDatabase database, ProjectId project, IReadOnlyList<IssueRow> candidates, IIssueCounts counts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (IssueRow Row, IssueArchive Archive)[] waiting = [.. candidates.Select(row => (Row: row, State: row.ToState())).Where(one => IssueLife.NeedsFacts(one.State))
            .Select(one => (one.Row, one.State.Archive ?? throw new InvalidOperationException("An archived issue without its condition.")))];
        if (waiting.Length == 0)
        {
            return [];
        }

        ILookup<long, GroupingKey> keys = await KeysOfAsync(database, [.. waiting.Select(one => one.Row.Id)], cancellationToken);
        IssueCountQuestion[] questions = [.. waiting.Select(one => new IssueCountQuestion(one.Row.IssueId, [.. keys[one.Row.Id]], IssueLife.CountsSince(one.Archive, now)))];
        IReadOnlyList<IssueCount> answers = await counts.CountAsync(project, questions, cancellationToken);
        Dictionary<IssueId, double> limits = await LimitsAsync(project, waiting, questions, counts, now, cancellationToken);
        return waiting.Index().ToDictionary(
            one => (one.Item.Row.Id, one.Item.Row.StateVersion), one => new IssueFacts(answers[one.Index], limits.GetValueOrDefault(one.Item.Row.IssueId, double.MaxValue)));
    }

    /// <summary>The keys of issues.</summary>
    public static async Task<ILookup<long, GroupingKey>> KeysOfAsync(ControlDatabase database, long[] issues, CancellationToken cancellationToken)
    {
        List<IssueKeyRow> rows = await database.AskAsync(
            (context, token) => context.IssueKeys.AsNoTracking().Where(row => EF.Parameter(issues).Contains(row.IssueId)).ToListAsync(token), cancellationToken);
        return rows.ToLookup(row => row.IssueId, row => row.Key);
    }

    private static async Task<Dictionary<IssueId, double>> LimitsAsync(
        ProjectId project, (IssueRow Row, IssueArchive Archive)[] waiting, IssueCountQuestion[] questions, IIssueCounts counts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (IssueRow Row, IssueCountQuestion Question)[] escalating = [.. waiting.Zip(questions).Where(one => one.First.Archive.Kind == ArchiveKind.Escalating).Select(one => (one.First.Row, one.Second))];
        if (escalating.Length == 0)
        {
            return [];
        }

        IReadOnlyList<HourlyVolume> weeks = await counts.CountByHourAsync(
            project, [.. escalating.Select(one => one.Question)], IssueLife.HourOf(now).AddHours(-EscalationLimit.Hours), EscalationLimit.Hours, cancellationToken);
        return escalating.Zip(weeks).ToDictionary(
            one => one.First.Row.IssueId,
            one => EscalationLimit.Of(one.Second, now - DateTimeOffset.FromUnixTimeMilliseconds(one.First.Row.FirstSeenAtMilliseconds), now));
    }
}
