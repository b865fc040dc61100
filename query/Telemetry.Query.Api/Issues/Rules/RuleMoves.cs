using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues.Rules;

/// <summary>What a trial found, as the contract writes it.</summary>
internal static class RuleMoves
{
    private const int MaxMoves = 100;
    private const int MaxExamples = 3;

    /// <summary>Looks the issues up. What is grouped otherwise and is the same issue all the same, because somebody merged the two, does not move.</summary>
    public static async Task<GroupingPreview> ToPreviewAsync(RuleTrial trial, string? stoppedBy, IssueKeyReader keys, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<GroupingKey, GroupingKey> stored = await keys.FindStoredAsync(trial.Project, [.. trial.Regrouped.Select(crash => crash.To)], cancellationToken);
        IReadOnlyDictionary<GroupingKey, Issue> issues = await keys.FindAsync(trial.Project, [.. trial.Tried.Keys, .. stored.Values], cancellationToken);
        ILookup<IssueId?, int> tried = trial.Tried.ToLookup(key => issues.GetValueOrDefault(key.Key)?.Id, key => key.Value);
        var moves = trial.Regrouped
            .Select(crash => (Crash: crash, From: issues.GetValueOrDefault(crash.From), To: issues.GetValueOrDefault(stored[crash.To])))
            .Where(move => move.From is null || move.From.Id != move.To?.Id)
            .GroupBy(move => (From: move.From?.Id, To: move.To?.Id, New: move.To is null ? move.Crash.To : default))
            .Select(group => group.ToList())
            .OrderByDescending(group => group.Count)
            .ToList();
        return new GroupingPreview(
            trial.Count,
            trial.Oldest?.ToString(),
            stoppedBy,
            moves.Sum(group => group.Count),
            [.. moves.Take(MaxMoves).Select(group => Item(group, tried[group[0].From?.Id].Sum()))]);
    }

    private static GroupingMove Item(List<(RegroupedCrash Crash, Issue? From, Issue? To)> moved, int tried)
    {
        (RegroupedCrash crash, Issue? from, Issue? to) = moved[0];
        return new GroupingMove(
            Item(from), Item(to), to is null ? KeyText.Write(crash.To) : null, crash.Title, moved.Count, tried, [.. moved.Take(MaxExamples).Select(move => move.Crash.Id.ToString())]);
    }

    private static MovedIssue? Item(Issue? issue) => issue is null ? null : new MovedIssue(issue.Id.ToString(), issue.ShortId, issue.Title);
}
