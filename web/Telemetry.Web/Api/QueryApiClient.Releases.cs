using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <content>Releases.</content>
public sealed partial class QueryApiClient
{
    /// <summary>Releases, the newest first.</summary>
    public Task<ApiAnswer<ReleaseList>> ListReleasesAsync(string project, int limit, string? cursor, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "releases").With("limit", limit).With("cursor", cursor), IssueJson.Default.ReleaseList, cancellationToken);

    /// <summary>A release with its commits and deploys.</summary>
    public Task<ApiAnswer<ReleaseDetails>> GetReleaseAsync(string project, string version, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "releases", version), IssueJson.Default.ReleaseDetails, cancellationToken);
}
