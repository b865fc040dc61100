using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Web.Api;
using Telemetry.Web.Components;
using Telemetry.Web.Components.Pages;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Issues;

/// <summary>Gives out what clients attached: as a file to be saved, or, where the bytes say that it is a picture, as that picture (docs/adr/0161).</summary>
internal static class AttachmentDownloads
{
    public static void MapAttachmentDownloads(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder attachments = routes.MapGroup("/events/{crash}/attachments/{attachment}").RequireAuthorization(WebSession.Policy);
        attachments.MapGet("", SaveAsync);
        attachments.MapGet("/picture", ShowAsync);
    }

    /// <summary>Where the file is.</summary>
    public static string Address(string crash, string attachment, string? project, bool isPicture = false) =>
        $"/events/{Uri.EscapeDataString(crash)}/attachments/{Uri.EscapeDataString(attachment)}{(isPicture ? "/picture" : "")}{(project is null ? "" : $"?project={Uri.EscapeDataString(project)}")}";

    private static async Task<IResult> SaveAsync([AsParameters] AttachmentRequest request, CancellationToken cancellationToken)
    {
        var found = await request.FindAsync(cancellationToken);
        return found.Value is { } file
            ? TypedResults.File(file.Bytes, MediaTypeNames.Application.Octet, file.Name)
            : Missing();
    }

    private static async Task<IResult> ShowAsync([AsParameters] AttachmentRequest request, CancellationToken cancellationToken)
    {
        var found = await request.FindAsync(cancellationToken);
        return found.Value is { } file && PictureFormat.Of(file.Bytes) is { } contentType ? TypedResults.Bytes(file.Bytes, contentType) : Missing();
    }

    private static RazorComponentResult Missing() => new RazorComponentResult<StandalonePage<NotFoundPage>> { StatusCode = StatusCodes.Status404NotFound };
}

/// <summary>Which attachment is wanted.</summary>
internal readonly record struct AttachmentRequest(string Crash, string Attachment, [FromQuery] string? Project, ProjectDirectory Projects, QueryApiClient Api, HttpContext Context)
{
    /// <summary>Reads it. Whatever comes of it: a browser does not look what it could be, and gives it no script, no frame and no other site.</summary>
    public async Task<ApiAnswer<AttachmentContent>> FindAsync(CancellationToken cancellationToken)
    {
        var (api, crash, attachment) = (Api, Crash, Attachment);
        var found = await Projects.FindAsync(string.IsNullOrEmpty(Project) ? null : Project).ThenAsync(known => api.GetAttachmentAsync(known.Id, crash, attachment, cancellationToken));
        if (found.Value is not null)
        {
            // Not on a page of ours that says there is none.
            IHeaderDictionary headers = Context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.CacheControl = "private, no-store";
        }

        return found;
    }
}
