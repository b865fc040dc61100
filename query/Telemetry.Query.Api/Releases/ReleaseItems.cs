using Microsoft.AspNetCore.Http.HttpResults;
using Telemetry.Control.Releases;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Releases;

/// <summary>Releases as the contract writes and reads them.</summary>
internal static class ReleaseItems
{
    /// <summary>What a release may be called.</summary>
    public const string VersionRule = "A release's name has 1 to 200 characters, without control characters, '/' and '\\', and is not '.', '..' or 'latest'.";

    private const int MaxUrl = 1000;
    private const int MaxEnvironment = 100;
    private const string UrlRule = "A URL begins with http:// or https:// and has at most 1,000 characters.";

    public static ReleaseItem From(Release release) =>
        new(release.Version, release.IsVersion, Rfc3339.Write(release.FirstSeen), Rfc3339.Write(release.ReleasedAt), release.Url);

    public static ReleaseCommitItem From(ReleaseCommit commit) => new(commit.Hash, commit.Author, commit.Message, Rfc3339.Write(commit.At));

    public static DeployItem From(Deploy deploy) => new(deploy.Version, deploy.Environment, deploy.Name, deploy.Url, Rfc3339.Write(deploy.At));

    /// <summary>To the millisecond.</summary>
    public static DateTimeOffset Time(UnixNanoseconds time) => DateTimeOffset.FromUnixTimeMilliseconds(time.Value / 1_000_000);

    /// <summary>A release that somebody tells of, or what is wrong with it.</summary>
    public static (NewRelease? Release, ProblemHttpResult? Problem) Read(NewReleaseItem body)
    {
        if (!IsVersion(body.Version))
        {
            return (null, ApiProblem.Parameter("version", VersionRule));
        }

        if (!IsTime(body.ReleasedAt))
        {
            return (null, ApiProblem.Parameter("releasedAt", "'releasedAt' must be RFC 3339, such as 2026-11-23T10:00:00Z."));
        }

        if (!IsUrl(body.Url))
        {
            return (null, ApiProblem.Parameter("url", UrlRule));
        }

        return body.Commits is { } commits && (commits.Count > ReleaseWriter.MaxCommits || !commits.All(IsCommit))
            ? (null, ApiProblem.Parameter("commits", $"There may be {ReleaseWriter.MaxCommits} commits; each needs a 'hash' of at most 100 characters, and 'at' must be RFC 3339."))
            : (new NewRelease(body.Version ?? "", Time(body.ReleasedAt), body.Url, body.Commits?.Select(Commit).ToArray()), null);
    }

    /// <summary>A deploy that somebody tells of, or what is wrong with it.</summary>
    public static (Deploy? Deploy, ProblemHttpResult? Problem) Read(string version, NewDeploy body, DateTimeOffset now)
    {
        if (!IsVersion(version))
        {
            return (null, ApiProblem.Parameter("version", VersionRule));
        }

        if (body.Environment?.Trim() is not { Length: >= 1 and <= MaxEnvironment } environment || environment.Any(char.IsControl))
        {
            return (null, ApiProblem.Parameter("environment", $"'environment' is needed, of at most {MaxEnvironment} characters."));
        }

        if (!IsUrl(body.Url) || body.Name?.Length > 200)
        {
            return (null, ApiProblem.Parameter(body.Name?.Length > 200 ? "name" : "url", body.Name?.Length > 200 ? "'name' may have 200 characters." : UrlRule));
        }

        return IsTime(body.At)
            ? (new Deploy(version, environment, body.Name ?? "", body.Url ?? "", Time(body.At) ?? now), null)
            : (null, ApiProblem.Parameter("at", "'at' must be RFC 3339, such as 2026-11-23T10:00:00Z."));
    }

    /// <summary>Whether a release may be called that.</summary>
    public static bool IsVersion(string? version) => version is { Length: >= 1 and <= ReleaseWriter.MaxVersionLength } && version is not ("." or ".." or "latest")
        && !version.Any(letter => char.IsControl(letter) || letter is '/' or '\\') && version.Trim() == version;

    private static bool IsUrl(string? url) => string.IsNullOrEmpty(url)
        || (url.Length <= MaxUrl && Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && !url.Any(char.IsControl));

    private static bool IsTime(string? text) => text is null || UnixNanoseconds.TryParse(text, out _);

    private static DateTimeOffset? Time(string? text) => text is not null && UnixNanoseconds.TryParse(text, out UnixNanoseconds time) ? Time(time) : null;

    private static bool IsCommit(ReleaseCommitItem? commit) => commit is { Hash.Length: >= 1 and <= 100 } && commit.Author is null or { Length: <= 200 } && IsTime(commit?.At);

    private static ReleaseCommit Commit(ReleaseCommitItem commit) => new(commit.Hash ?? "", commit.Author ?? "", commit.Message ?? "", Time(commit.At));
}
