using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Sessions;

namespace Telemetry.Query.Api.Sessions;

/// <summary>Single runs of applications.</summary>
internal static class SessionEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;
    private const int MaxIdLength = 200;

    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(14);

    /// <summary>Adds them below a project.</summary>
    public static void MapSessions(this RouteGroupBuilder project)
    {
        RouteGroupBuilder sessions = project.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapGet("", ListAsync).WithName("ListSessions").WithSummary("Sessions that began in a range of time, the newest first; sums that servers send are not among them");
        sessions.MapGet("/{session}", FindAsync).WithName("GetSession").WithSummary("One session, by its last word");
    }

    private static async Task<Results<Ok<SessionList>, ProblemHttpResult>> ListAsync(
        string project,
        [FromQuery, Description("Only the session of this id, with or without dashes.")] string? session,
        [FromQuery, Description("Only sessions of this installation.")] string? install,
        [FromQuery, Description("Start of the range, included: " + TimeText.Forms + ". Default: 14 days before the end.")] string? from,
        [FromQuery, Description("End of the range, not included, in the same forms. Default: now.")] string? to,
        [FromQuery, Description("Sessions at most, 1 to 500. Default: 50.")] string? limit,
        StoredSessions sessions,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        TimeWindow range = parameters.Range(from, to, DefaultRange);
        int most = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        CheckLength("session", session, parameters);
        CheckLength("install", install, parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        IReadOnlyList<StoredSession> found = await sessions.ListAsync(ProjectAccess.Parse(project), range, session is null ? null : Normalised(session), install, most, cancellationToken);
        return TypedResults.Ok(new SessionList([.. found.Select(Item)]));
    }

    private static async Task<Results<Ok<SessionListItem>, ProblemHttpResult>> FindAsync(
        string project,
        [Description("Id of the session: 32 hexadecimal digits, with or without dashes.")] string session,
        StoredSessions sessions,
        CancellationToken cancellationToken) =>
        session.Length <= MaxIdLength && await sessions.FindAsync(ProjectAccess.Parse(project), Normalised(session), cancellationToken) is { } found
            ? TypedResults.Ok(Item(found))
            : ApiProblem.NotFound("There is no such session in this project; it may be older than sessions are kept, or be stored in a moment.");

    private static void CheckLength(string name, string? text, ParameterReader parameters)
    {
        if (text?.Length > MaxIdLength)
        {
            parameters.Fail(ApiProblem.Parameter(name, $"'{name}' has {text.Length} characters; no id has more than {MaxIdLength}."));
        }
    }

    /// <summary>As they are stored.</summary>
    private static string Normalised(string session) => session.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static SessionListItem Item(StoredSession session) => new()
    {
        Id = session.Id,
        InstallId = session.InstallId,
        State = session.State,
        Mechanism = session.Mechanism,
        Started = session.Started.ToString(),
        Time = session.Time.ToString(),
        DurationSeconds = session.DurationNanoseconds / 1e9,
        Errors = session.Errors,
        Release = session.Release,
        PreviousRelease = session.PreviousRelease,
        Environment = session.Environment,
        Service = session.Service,
        UserId = session.UserId,
        Kind = session.Kind,
        Consent = session.Consent,
        Packaging = session.Packaging,
        ExitCode = session.ExitCode,
        SdkName = session.SdkName,
        SdkVersion = session.SdkVersion,
    };
}
