using System.Buffers.Binary;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Crashes;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Cursors;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Api.Releases.Sources;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Attachments;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Feedback;
using Telemetry.Storage.Search;

namespace Telemetry.Query.Api.Issues;

/// <summary>Single crashes.</summary>
internal static class CrashEndpoints
{
    private const int DefaultLimit = 25;
    private const int MaxLimit = 200;
    private const int PlaceLength = 24;
    private const int MaxFeedback = 20;

    /// <summary>Adds them below a project.</summary>
    public static void MapCrashes(this RouteGroupBuilder project)
    {
        project.MapGet("/issues/{issue}/events", ListAsync).WithTags("Issues").WithName("ListIssueEvents").WithSummary("Crashes of an issue, newest first, page by page");
        project.MapGet("/events/{crash}", FindAsync).WithTags("Issues").WithName("GetEvent").WithSummary("One crash, whole");
    }

    private static async Task<Results<Ok<CrashPage>, ProblemHttpResult>> ListAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [AsParameters] CrashListParameters asked,
        IssueParts parts,
        CrashPageReader crashes,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        var request = new SearchRequest(
            ProjectAccess.Parse(project), parameters.Range(asked.From, asked.To, IssueListEndpoints.DefaultRange), parameters.Search(asked.Query, CrashPageReader.FindProblem));
        int limit = parameters.Number("limit", asked.Limit, DefaultLimit, 1, MaxLimit);
        CrashPlace? before = null;
        if (!string.IsNullOrEmpty(asked.Cursor))
        {
            if (CursorText.Read(asked.Cursor, asked.Query) is not { Place.Length: PlaceLength } read)
            {
                return ApiProblem.Parameter("cursor", "The cursor is none of this query. Start again without it.");
            }

            (request, before) = (request with { Window = read.Range }, Place(read.Place));
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (await parts.FindAsync(request.Project, issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        IReadOnlyList<ListedCrash> page = await crashes.ReadAsync(request, found.Hashes, before, limit + 1, cancellationToken);
        string? next = page.Count > limit ? CursorText.Write(request.Window, asked.Query, Place(page[limit - 1])) : null;
        return TypedResults.Ok(new CrashPage([.. page.Take(limit).Select(IssueItems.From)], next));
    }

    private static async Task<Results<Ok<CrashItem>, ProblemHttpResult>> FindAsync(
        string project,
        [Description("Id of the crash: 32 hexadecimal digits, with or without dashes.")] string crash,
        CrashReader reader,
        CrashPageReader pages,
        CrashDistributionReader distributions,
        FeedbackReader feedback,
        AttachmentReader attachments,
        CrashSources sources,
        IssueParts parts,
        CancellationToken cancellationToken)
    {
        if (!CrashId.TryParse(crash, out CrashId id) || await reader.FindAsync(ProjectAccess.Parse(project), id, cancellationToken) is not { } stored)
        {
            return ApiProblem.NotFound("There is no such crash in this project; it may be older than crashes are kept, or be stored in a moment.");
        }

        IssueWithHashes? issue = await parts.FindAsync(ProjectAccess.Parse(project), stored.Key, cancellationToken);
        var place = new CrashPlace(stored.Time, stored.Id);
        IReadOnlyList<ulong> hashes = issue?.Hashes ?? [stored.Key.Hash];
        Task<CrashId?> newer = pages.FindNextAsync(ProjectAccess.Parse(project), hashes, place, newer: true, cancellationToken);
        Task<CrashId?> older = pages.FindNextAsync(ProjectAccess.Parse(project), hashes, place, newer: false, cancellationToken);
        Task<IReadOnlyList<StoredFeedback>> written = feedback.ListOfEventAsync(ProjectAccess.Parse(project), id, MaxFeedback, cancellationToken);
        Task<IReadOnlyList<StoredAttachment>> attached = attachments.ListAsync(ProjectAccess.Parse(project), id, cancellationToken);
        using var document = JsonDocument.Parse(stored.Document);
        string? list = document.RootElement.TryGetProperty("distributions_hash", out JsonElement hash) ? hash.GetString() : null;
        IReadOnlyDictionary<string, string> installed = list is null ? new Dictionary<string, string>() : await distributions.ReadAsync(ProjectAccess.Parse(project), list, cancellationToken);
        return TypedResults.Ok(new CrashItem(
            stored.Id.ToString(),
            issue is null ? null : IssueItems.From(issue.Issue),
            stored.Time.ToString(),
            stored.ReceivedAt.ToString(),
            KeyText.Write(stored.Key),
            (await newer)?.ToString(),
            (await older)?.ToString(),
            installed,
            await sources.FillAsync(ProjectAccess.Parse(project), document.RootElement.Clone(), cancellationToken))
        {
            Feedback = [.. (await written).Select(AttachmentItems.From)],
            Attachments = [.. (await attached).Select(AttachmentItems.From)],
        });
    }

    private static byte[] Place(ListedCrash crash)
    {
        var place = new byte[PlaceLength];
        BinaryPrimitives.WriteInt64LittleEndian(place, crash.Time.Value);
        BinaryPrimitives.WriteUInt128LittleEndian(place.AsSpan(8), crash.Id.Value);
        return place;
    }

    private static CrashPlace Place(byte[] place) =>
        new(new UnixNanoseconds(BinaryPrimitives.ReadInt64LittleEndian(place)), new CrashId(BinaryPrimitives.ReadUInt128LittleEndian(place.AsSpan(8))));
}

/// <summary>What a list of crashes takes.</summary>
/// <param name="Query">The query.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Limit">How many.</param>
/// <param name="Cursor">Where to go on.</param>
internal sealed record CrashListParameters(
    [property: FromQuery(Name = "query"), Description("In the query language, for example: release:>=1.4.0 os.name:Windows. What is no field is a tag or a fact of the machine. Empty: everything.")] string? Query,
    [property: FromQuery(Name = "from"), Description("Start of the range, included: " + TimeText.Forms + ". Default: 14 days before the end.")] string? From,
    [property: FromQuery(Name = "to"), Description("End of the range, not included, in the same forms. Default: now.")] string? To,
    [property: FromQuery(Name = "limit"), Description("Crashes, 1 to 200. Default: 25.")] string? Limit,
    [property: FromQuery(Name = "cursor"), Description("From 'next' of the page before; it carries the range.")] string? Cursor);
