using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Releases;
using Telemetry.Control.Releases.Sources;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Api.Releases.Sources;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Releases;

/// <summary>Releases and where they were deployed.</summary>
internal static class ReleaseEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxSkip = 1_000_000;
    private const int MaxBytes = 2 * 1024 * 1024;
    private const string VersionText = "Name of the release, as clients send it.";
    private const string Missing = "There is no such release in this project.";

    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(30);

    /// <summary>Adds them below a project.</summary>
    public static void MapReleases(this RouteGroupBuilder project)
    {
        RouteGroupBuilder releases = project.MapGroup("/releases").WithTags("Releases");
        releases.MapGet("", ListAsync).WithName("ListReleases").WithSummary("Releases, the newest first: by version where the project has versions, else by date");
        releases.MapGet("/{version}", FindAsync).WithName("GetRelease").WithSummary("A release with its commits and deploys, and which one was before it");
        RouteGroupBuilder changes = releases.MapGroup("").RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden);
        changes.MapPost("", SaveAsync).TakesJson<NewReleaseItem>().WithName("SaveRelease").WithSummary("Makes a release, or says more about one: date, URL, commits");
        changes.MapPost("/{version}/deploys", DeployAsync).TakesJson<NewDeploy>().WithName("AddDeploy").WithSummary("Says that a release was put to work; makes the release when it is unknown");
        releases.MapSources(changes);
        project.MapGet("/deploys", ListDeploysAsync).WithTags("Releases").WithName("ListDeploys").WithSummary("Deploys in a range of time, the newest first");
    }

    private static async Task<Results<Ok<ReleaseList>, ProblemHttpResult>> ListAsync(
        string project,
        [FromQuery, Description("Releases at most, 1 to 200. Default: 50.")] string? limit,
        [FromQuery, Description("'next' of the page before.")] string? cursor,
        ReleaseReader reader,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        int most = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        long? skip = string.IsNullOrEmpty(cursor) ? 0 : PlaceText.Read(cursor);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (skip is not (>= 0 and <= MaxSkip))
        {
            return ApiProblem.Parameter("cursor", "The cursor is none of this call's.");
        }

        ReleasePage page = await reader.ListAsync(ProjectAccess.Parse(project), (int)skip, most, cancellationToken);
        string? next = page.Releases.Count == most ? PlaceText.Write(skip.Value + most) : null;
        return TypedResults.Ok(new ReleaseList(page.IsByVersion ? "version" : "date", [.. page.Releases.Select(ReleaseItems.From)], next));
    }

    private static async Task<Results<Ok<ReleaseDetails>, ProblemHttpResult>> FindAsync(
        string project, [Description(VersionText)] string version, ReleaseReader reader, SourceReader sources, CancellationToken cancellationToken) =>
        await reader.FindAsync(ProjectAccess.Parse(project), version, cancellationToken) is { } release
            ? TypedResults.Ok(await DetailsAsync(release, reader, sources, cancellationToken))
            : ApiProblem.NotFound(Missing);

    private static async Task<Results<Ok<ReleaseDetails>, ProblemHttpResult>> SaveAsync(
        string project, HttpContext context, ReleaseReader reader, SourceReader sources, ReleaseWriter writer, CancellationToken cancellationToken)
    {
        (NewReleaseItem? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewReleaseItem>(context, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        (NewRelease? release, ProblemHttpResult? wrong) = ReleaseItems.Read(body);
        return release is null
            ? wrong ?? ApiProblem.NotFound(Missing)
            : TypedResults.Ok(await DetailsAsync(await writer.SaveAsync(ProjectAccess.Parse(project), release, cancellationToken), reader, sources, cancellationToken));
    }

    private static async Task<Results<Ok<DeployItem>, ProblemHttpResult>> DeployAsync(
        string project, [Description(VersionText)] string version, HttpContext context, ReleaseWriter writer, TimeProvider time, CancellationToken cancellationToken)
    {
        (NewDeploy? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewDeploy>(context, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        (Deploy? deploy, ProblemHttpResult? wrong) = ReleaseItems.Read(version, body, time.GetUtcNow());
        return deploy is null
            ? wrong ?? ApiProblem.NotFound(Missing)
            : TypedResults.Ok(ReleaseItems.From(await writer.DeployAsync(ProjectAccess.Parse(project), deploy, cancellationToken)));
    }

    private static async Task<Results<Ok<DeployList>, ProblemHttpResult>> ListDeploysAsync(
        string project,
        [FromQuery, Description("Start of the range: " + TimeText.Forms + ". Default: 30 days before the end.")] string? from,
        [FromQuery, Description("End of the range, not included, in the same forms. Default: now.")] string? to,
        [FromQuery, Description("Only of this release.")] string? release,
        [FromQuery, Description("Deploys at most, 1 to 200. Default: 50.")] string? limit,
        ReleaseReader reader,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        TimeWindow window = parameters.Range(from, to, DefaultRange);
        int most = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        string? version = string.IsNullOrEmpty(release) ? null : release;
        IReadOnlyList<Deploy> deploys = await reader.ListDeploysAsync(ProjectAccess.Parse(project), version, ReleaseItems.Time(window.From), ReleaseItems.Time(window.To), most, cancellationToken);
        return TypedResults.Ok(new DeployList([.. deploys.Select(ReleaseItems.From)]));
    }

    private static async Task<ReleaseDetails> DetailsAsync(Release release, ReleaseReader reader, SourceReader sources, CancellationToken cancellationToken)
    {
        Release? previous = await reader.FindPreviousAsync(release.Project, release.Version, cancellationToken);
        IReadOnlyList<Deploy> deploys = await reader.ListDeploysAsync(release.Project, release.Version, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, 100, cancellationToken);
        return new ReleaseDetails(ReleaseItems.From(release), previous?.Version, [.. release.Commits.Select(ReleaseItems.From)], [.. deploys.Select(ReleaseItems.From)])
        {
            Sources = await sources.FindAsync(release.Project, release.Version, cancellationToken) is { } bundle ? SourceEndpoints.From(bundle) : null,
        };
    }
}
