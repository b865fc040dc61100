using Telemetry.Control.Releases;
using Telemetry.Model.Releases;
using Telemetry.Storage.Crashes;

namespace Telemetry.Query.Api.Issues;

/// <summary>Reads where an issue happens, and in which order the releases are that have it or do not.</summary>
internal sealed class IssueReleaseReader(IssueFigureReader figures, ReleaseReader releases)
{
    /// <summary>Both.</summary>
    public async Task<(IssuePlaces Places, IssueReleases Releases)> ReadAsync(AskedIssue asked, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ReleaseUse>> use = figures.SumReleasesAsync(asked.Scope, cancellationToken);
        IssuePlaces places = await figures.SumPlacesAsync(asked.Scope, asked.Hashes, cancellationToken);
        IReadOnlyList<ReleaseUse> used = await use;
        ReleaseOrder order = await releases.ReadOrderAsync(asked.Scope.Project, [.. used.Select(one => one.Release), .. places.Releases.Select(place => place.Name)], cancellationToken);
        return (places, IssueReleases.From(places.Releases, used, order));
    }
}
