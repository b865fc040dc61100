using Telemetry.Model.Releases;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>An issue by release: also the releases that do not have it, since those say where it began.</summary>
/// <param name="Items">The newest first; at most 100.</param>
/// <param name="FirstBad">The earliest release with it; null: no crash names one.</param>
/// <param name="LastGood">The one before it, without it; null: none was in use.</param>
internal sealed record IssueReleases(IReadOnlyList<IssueReleaseItem> Items, string? FirstBad, string? LastGood)
{
    private const int MaxItems = 100;

    /// <summary>Brings together where it happened and what was in use.</summary>
    public static IssueReleases From(IReadOnlyList<PlaceFigures> seen, IReadOnlyList<ReleaseUse> used, ReleaseOrder order)
    {
        var places = seen.ToDictionary(place => place.Name, StringComparer.Ordinal);
        var uses = used.ToDictionary(use => use.Release, StringComparer.Ordinal);
        IReadOnlyList<string> newestFirst = order.NewestFirst(places.Keys.Union(uses.Keys, StringComparer.Ordinal).Where(name => name.Length > 0 || places.ContainsKey(name)));
        string? firstBad = newestFirst.LastOrDefault(name => name.Length > 0 && places.ContainsKey(name));
        string? lastGood = firstBad is null ? null : newestFirst.SkipWhile(name => name != firstBad).Skip(1).FirstOrDefault(name => name.Length > 0);
        // What is left out lies in the middle: the newest, and those around its beginning, are what people look for.
        IReadOnlyList<string> shown = newestFirst.Count <= MaxItems
            ? newestFirst
            : [.. newestFirst.Take(MaxItems - 2), .. newestFirst.Skip(MaxItems - 2).Where(name => name == firstBad || name == lastGood)];
        return new IssueReleases([.. shown.Select(name => Item(name, places.GetValueOrDefault(name), uses.GetValueOrDefault(name)))], firstBad, lastGood);
    }

    private static IssueReleaseItem Item(string name, PlaceFigures? place, ReleaseUse? use) => new(
        name,
        place?.Events ?? 0,
        place?.People ?? 0,
        place is null ? null : Rfc3339.Write(place.First),
        place is null ? null : Rfc3339.Write(place.Last),
        use?.Events ?? 0,
        use?.Sessions ?? 0);
}
