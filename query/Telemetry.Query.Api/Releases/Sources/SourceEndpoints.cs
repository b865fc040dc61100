using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Releases.Sources;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Releases.Sources;

/// <summary>Sources of releases: crashes of programs that carry none show their lines from here.</summary>
internal static class SourceEndpoints
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1000;
    private const string VersionText = "Name of the release, as clients send it.";
    private const string Missing = "There are no sources of that release. Upload them: python -m telemetry_sdk release upload-sources VERSION PATH";

    /// <summary>Adds them below the releases of a project.</summary>
    /// <param name="releases">For who may read.</param>
    /// <param name="changes">The same for who may write.</param>
    public static void MapSources(this RouteGroupBuilder releases, RouteGroupBuilder changes)
    {
        releases.MapGet("/{version}/sources", ListAsync).WithName("ListSources").WithSummary("Sources that somebody uploaded for a release, in the order of their paths");
        changes.MapPost("/{version}/sources", UploadAsync).Accepts<Stream>("application/zip").WithName("UploadSources")
            .WithSummary("Replaces the sources of a release by those of a zip archive, and makes the release when it is unknown")
            .WithDescription("At most 10,000 files of .py, .pyw, .pyi, .pyx or .pxd in UTF-8, 2 MiB each, 64 MiB together, 16 MiB as an archive. A file telemetry-sources.json in it may name the module of each: {\"version\":1,\"files\":[{\"path\":\"…\",\"module\":\"…\",\"sha256\":\"…\"}]}.");
        changes.MapDelete("/{version}/sources", DeleteAsync).WithName("DeleteSources").WithSummary("Forgets the sources of a release");
    }

    /// <summary>As the contract writes it.</summary>
    public static SourceBundleItem From(SourceBundle bundle) => new(bundle.Version, bundle.Files, bundle.Bytes, Rfc3339.Write(bundle.UploadedAt));

    private static async Task<Results<Ok<SourceList>, ProblemHttpResult>> ListAsync(
        string project,
        [Description(VersionText)] string version,
        [FromQuery, Description("Files at most, 1 to 1,000. Default: 200.")] string? limit,
        [FromQuery, Description("'next' of the page before.")] string? cursor,
        SourceReader sources,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        int most = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        long? skip = string.IsNullOrEmpty(cursor) ? 0 : PlaceText.Read(cursor);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (skip is not (>= 0 and <= SourceLimits.Files))
        {
            return ApiProblem.Parameter("cursor", "The cursor is none of this call's.");
        }

        if (await sources.FindAsync(ProjectAccess.Parse(project), version, cancellationToken) is not { } bundle)
        {
            return ApiProblem.NotFound(Missing);
        }

        List<StoredSource> files = await sources.ListAsync(ProjectAccess.Parse(project), version, (int)skip, most, cancellationToken);
        string? next = skip + files.Count < bundle.Files && files.Count > 0 ? PlaceText.Write(skip.Value + files.Count) : null;
        return TypedResults.Ok(new SourceList(From(bundle), [.. files.Select(file => new SourceFileItem(file.Path, file.Module, file.Hash, file.Bytes))], next));
    }

    private static async Task<Results<Ok<SourceBundleItem>, ProblemHttpResult>> UploadAsync(
        string project, [Description(VersionText)] string version, HttpContext context, SourceWriter sources, SourceUploads uploads, CancellationToken cancellationToken)
    {
        if (!ReleaseItems.IsVersion(version))
        {
            return ApiProblem.Parameter("version", ReleaseItems.VersionRule);
        }

        using IDisposable? place = uploads.Enter();
        if (place is null)
        {
            return ApiProblem.Busy("Somebody else uploads sources at this moment. Try again in a few seconds.");
        }

        (IReadOnlyList<SourceFile>? files, ProblemHttpResult? problem) = await SourceUploads.ReadAsync(context, cancellationToken);
        if (files is null)
        {
            return problem ?? ApiProblem.NotFound(Missing);
        }

        SavedSources saved = await sources.SaveAsync(ProjectAccess.Parse(project), version, files, cancellationToken);
        return TypedResults.Ok(From(saved.Bundle) with { NewTexts = saved.NewTexts });
    }

    private static async Task<Results<Ok<SourceBundleItem>, ProblemHttpResult>> DeleteAsync(
        string project, [Description(VersionText)] string version, SourceReader reader, SourceWriter sources, CancellationToken cancellationToken)
    {
        SourceBundle? bundle = await reader.FindAsync(ProjectAccess.Parse(project), version, cancellationToken);
        return bundle is not null && await sources.DeleteAsync(ProjectAccess.Parse(project), version, cancellationToken)
            ? TypedResults.Ok(From(bundle))
            : ApiProblem.NotFound(Missing);
    }
}
