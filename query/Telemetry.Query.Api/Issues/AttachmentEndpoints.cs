using System.ComponentModel;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Crashes;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Attachments;

namespace Telemetry.Query.Api.Issues;

/// <summary>What clients attach to crashes.</summary>
internal static class AttachmentEndpoints
{
    private const string CrashText = "Id of the crash: 32 hexadecimal digits, with or without dashes.";
    private const string Missing = "There is no such attachment; it may be older than crashes are kept, or be stored in a moment.";

    /// <summary>Adds them below a project.</summary>
    public static void MapAttachments(this RouteGroupBuilder project)
    {
        project.MapGet("/events/{crash}/attachments", ListAsync).WithTags("Issues").WithName("ListAttachments").WithSummary("Files that the client attached to a crash");
        project.MapGet("/events/{crash}/attachments/{attachment}", DownloadAsync).WithTags("Issues").WithName("GetAttachment")
            .WithSummary("The content of an attachment, as bytes to be saved: never to be shown or run")
            .Produces<FileContentHttpResult>(StatusCodes.Status200OK, MediaTypeNames.Application.Octet);
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
}
