using System.ComponentModel;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Crashes;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Issues.Search;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Attachments;
using Telemetry.Storage.Feedback;

namespace Telemetry.Query.Api.Issues;

/// <summary>What clients attach to crashes, and what people write about them.</summary>
internal static class AttachmentEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const string CrashText = "Id of the crash: 32 hexadecimal digits, with or without dashes.";
    private const string Missing = "There is no such attachment; it may be older than crashes are kept, or be stored in a moment.";

    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(90);

    /// <summary>Adds them below a project.</summary>
    public static void MapAttachments(this RouteGroupBuilder project)
    {
        project.MapGet("/events/{crash}/attachments", ListAsync).WithTags("Issues").WithName("ListAttachments").WithSummary("Files that the client attached to a crash");
        project.MapGet("/events/{crash}/attachments/{attachment}", DownloadAsync).WithTags("Issues").WithName("GetAttachment")
            .WithSummary("The content of an attachment, as bytes to be saved: never to be shown or run")
            .Produces<FileContentHttpResult>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet);
        project.MapGet("/issues/{issue}/feedback", ListFeedbackAsync).WithTags("Issues").WithName("ListIssueFeedback").WithSummary("What people wrote about the crashes of an issue, the newest first");
    }

    private static async Task<Results<Ok<AttachmentList>, ProblemHttpResult>> ListAsync(
        string project, [Description(CrashText)] string crash, AttachmentReader attachments, CancellationToken cancellationToken) =>
        CrashId.TryParse(crash, out CrashId id)
            ? TypedResults.Ok(new AttachmentList([.. (await attachments.ListAsync(ProjectAccess.Parse(project), id, cancellationToken)).Select(AttachmentItems.From)]))
            : ApiProblem.NotFound("There is no such crash.");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DownloadAsync(
        string project,
        [Description(CrashText)] string crash,
        [Description("Id of the attachment, from the list.")] string attachment,
        AttachmentReader attachments,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!CrashId.TryParse(crash, out CrashId crashId) || !CrashId.TryParse(attachment, out CrashId id)
            || await attachments.FindAsync(ProjectAccess.Parse(project), crashId, id, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(Missing);
        }

        // Whatever it is: a browser saves it, and does not look what it could be.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(found.Content, MediaTypeNames.Application.Octet, found.Name.Length > 0 ? found.Name : "attachment");
    }

    private static async Task<Results<Ok<FeedbackList>, ProblemHttpResult>> ListFeedbackAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [FromQuery, Description("Start of the range, included: " + TimeText.Forms + ". Default: 90 days before the end.")] string? from,
        [FromQuery, Description("End of the range, not included, in the same forms. Default: now.")] string? to,
        [FromQuery, Description("Entries at most, 1 to 200. Default: 50.")] string? limit,
        IssueParts parts,
        FeedbackReader feedback,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        TimeWindow range = parameters.Range(from, to, DefaultRange);
        int most = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (await parts.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        return TypedResults.Ok(new FeedbackList([.. (await feedback.ListOfIssueAsync(ProjectAccess.Parse(project), found.Hashes, range, most, cancellationToken)).Select(AttachmentItems.From)]));
    }
}
