using System.Buffers.Text;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Issues;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>What happened to an issue, and what people say about it.</summary>
internal static class IssueTimelineEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const string CommentText = "Id of the comment.";
    private const string NotOwn = "There is no such comment of yours on this issue.";

    /// <summary>Adds them below the issues.</summary>
    public static void MapIssueTimeline(this RouteGroupBuilder issues)
    {
        issues.MapGet("/{issue}/activity", ListAsync).WithName("ListIssueActivity").WithSummary("Everything that happened to an issue, the newest first, with comments");
        RouteGroupBuilder comments = issues.MapGroup("/{issue}/comments").RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden);
        comments.MapPost("", AddAsync).TakesJson<NewIssueComment>().WithName("AddIssueComment").WithSummary("Comments on an issue, and calls the accounts it mentions");
        comments.MapPatch("/{comment}", EditAsync).TakesJson<NewIssueComment>().WithName("EditIssueComment").WithSummary("Changes one of the caller's comments");
        comments.MapDelete("/{comment}", DeleteAsync).WithName("DeleteIssueComment").WithSummary("Deletes one of the caller's comments; the timeline says that there was one");
    }

    private static async Task<Results<Ok<IssueTimelinePage>, ProblemHttpResult>> ListAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [FromQuery, Description("Lines at most, 1 to 200. Default: 50.")] string? limit,
        [FromQuery, Description("'next' of the page before.")] string? cursor,
        HttpContext context,
        IssueReader reader,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        int most = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        long? before = string.IsNullOrEmpty(cursor) ? null : PlaceText.Read(cursor);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (before is null && !string.IsNullOrEmpty(cursor))
        {
            return ApiProblem.Parameter("cursor", "The cursor is none of this call's.");
        }

        if (await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken) is not { } found)
        {
            return ApiProblem.NotFound(IssueParameters.Missing);
        }

        IReadOnlyList<IssueActivity> lines = await reader.ListActivityAsync(found.Project, found.Id, before, most, cancellationToken);
        return TypedResults.Ok(new IssueTimelinePage([.. lines.Select(line => IssueItems.From(line, context.Grant().Owner))], lines.Count == most ? PlaceText.Write(lines[^1].Id) : null));
    }

    private static async Task<Results<Ok<IssueCommentItem>, ProblemHttpResult>> AddAsync(
        string project, [Description(IssueParameters.Text)] string issue, HttpContext context, IssueReader reader, IssueComments comments, CancellationToken cancellationToken)
    {
        (string? text, ProblemHttpResult? problem) = await ReadAsync(context, cancellationToken);
        Issue? found = await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken);
        if (text is null || found is null)
        {
            return problem ?? ApiProblem.NotFound(IssueParameters.Missing);
        }

        return await comments.AddAsync(found.Project, found.Id, text, context.Actor(), cancellationToken) is { } comment
            ? TypedResults.Ok(IssueItems.From(comment, context.Grant().Owner))
            : ApiProblem.Parameter("text", $"The issue has {IssueComments.MaxPerIssue} comments already.");
    }

    private static async Task<Results<Ok<IssueCommentItem>, ProblemHttpResult>> EditAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [Description(CommentText)] string comment,
        HttpContext context,
        IssueReader reader,
        IssueComments comments,
        CancellationToken cancellationToken)
    {
        (string? text, ProblemHttpResult? problem) = await ReadAsync(context, cancellationToken);
        Issue? found = await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken);
        if (text is null || found is null || IssueParameters.Number(comment) is not { } id)
        {
            return problem ?? ApiProblem.NotFound(NotOwn);
        }

        return await comments.EditAsync(found.Project, found.Id, id, text, context.Actor(), cancellationToken) is { } edited
            ? TypedResults.Ok(IssueItems.From(edited, context.Grant().Owner))
            : ApiProblem.NotFound(NotOwn);
    }

    private static async Task<Results<Ok<IssueTimelinePage>, ProblemHttpResult>> DeleteAsync(
        string project,
        [Description(IssueParameters.Text)] string issue,
        [Description(CommentText)] string comment,
        HttpContext context,
        IssueReader reader,
        IssueComments comments,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        Issue? found = await reader.FindAsync(ProjectAccess.Parse(project), issue, cancellationToken);
        bool isDeleted = found is not null && IssueParameters.Number(comment) is { } id && await comments.DeleteAsync(found.Project, found.Id, id, context.Actor(), cancellationToken);
        return isDeleted ? await ListAsync(project, issue, limit: null, cursor: null, context, reader, parameters, cancellationToken) : ApiProblem.NotFound(NotOwn);
    }

    private static async Task<(string? Text, ProblemHttpResult? Problem)> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        (NewIssueComment? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewIssueComment>(context, cancellationToken);
        return body?.Text?.Trim() is { Length: >= 1 and <= IssueComments.MaxLength } text
            ? (text, null)
            : (null, problem ?? ApiProblem.Parameter("text", $"A comment has 1 to {IssueComments.MaxLength} characters."));
    }
}

/// <summary>A place in a list as an opaque cursor.</summary>
internal static class PlaceText
{
    public static string Write(long place) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(place.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Null when it is none.</summary>
    public static long? Read(string cursor) => Base64Url.IsValid(cursor) ? IssueParameters.Number(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor))) : null;
}
