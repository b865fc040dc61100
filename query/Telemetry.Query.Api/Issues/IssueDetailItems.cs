using Telemetry.Control.Issues;
using Telemetry.Model.Crashes;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>One issue as the contract writes it.</summary>
internal static class IssueDetailItems
{
    private const int MaxEnvironments = 100;

    public static IssueDetails From(Issue issue, CrashScope scope, IssuePlaces places, IssueReleases releases, long step, IReadOnlyList<long> trend, CrashId? latest) => new(
        IssueItems.From(issue),
        places.Whole?.Events ?? 0,
        places.Whole?.Unhandled ?? 0,
        places.Whole?.People ?? 0,
        releases.Items,
        [.. places.Environments.Take(MaxEnvironments).Select(place => new IssueEnvironmentItem(place.Name, place.Events, place.People))],
        releases.FirstBad,
        releases.LastGood,
        IssueItems.From(scope),
        step,
        trend,
        latest?.ToString());
}
