using Telemetry.Query.Contracts;

namespace Telemetry.Web.Rules;

/// <summary>What would become one issue under other rules.</summary>
/// <param name="To">The issue; null: a new one.</param>
/// <param name="Title">What a new one would be called. Comes from outside.</param>
/// <param name="Moves">From where, the most crashes first.</param>
internal sealed record PreviewGroup(MovedIssue? To, string Title, IReadOnlyList<GroupingMove> Moves)
{
    /// <summary>Whether several issues would come together.</summary>
    public bool IsMerge => To is not null || Moves.Count > 1;

    /// <summary>Whether an issue would lose a part of its crashes.</summary>
    public bool IsSplit => !IsMerge && Moves[0].Crashes < Moves[0].Tried;

    /// <summary>In a word.</summary>
    public string Word => IsMerge ? "Joins" : IsSplit ? "Splits" : "Moves";

    /// <summary>The groups of a preview, the largest first.</summary>
    public static IReadOnlyList<PreviewGroup> Of(GroupingPreview preview) =>
    [
        .. preview.Moves
            .GroupBy(move => move.To?.Id ?? "new " + move.NewKey)
            .Select(moves => new PreviewGroup(moves.First().To, moves.First().Title, [.. moves]))
            .OrderByDescending(group => group.Moves.Sum(move => move.Crashes)),
    ];
}
