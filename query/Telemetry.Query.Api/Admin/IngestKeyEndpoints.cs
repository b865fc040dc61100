using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Projects;
using Telemetry.Model;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Admin;

/// <summary>Ingest keys: what clients send to say which project they write to.</summary>
internal static class IngestKeyEndpoints
{
    private const int MaxGraceSeconds = 30 * 24 * 3600;
    private const string KeyText = "Id of the key, from the list.";

    /// <summary>Adds them below the keys of a project.</summary>
    public static void MapIngestKeys(this RouteGroupBuilder keys)
    {
        keys.MapGet("", ListAsync).WithName("ListIngestKeys").WithSummary("The ingest keys of a project, also those that no longer work");
        keys.MapPost("", CreateAsync).TakesJson<NewIngestKey>().WithName("CreateIngestKey").WithSummary("Makes an ingest key");
        keys.MapPost("/{key}/rotate", RotateAsync).TakesJson<IngestKeyRotation>().WithName("RotateIngestKey")
            .WithSummary("Makes a key that takes the place of another, which works on for a while");
        keys.MapDelete("/{key}", RevokeAsync).WithName("RevokeIngestKey").WithSummary("Revokes an ingest key for good; gateways forget it within ten seconds");
    }

    private static async Task<Ok<IngestKeyList>> ListAsync(string project, IngestKeyReader keys, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<IngestKey> all = await keys.ListAsync(ProjectAccess.Parse(project), cancellationToken);
        return TypedResults.Ok(new IngestKeyList([.. all.Select(key => Item(key, now))]));
    }

    private static async Task<Results<Ok<IngestKeyItem>, ProblemHttpResult>> CreateAsync(
        string project, HttpContext context, IngestKeyWriter keys, TimeProvider time, CancellationToken cancellationToken)
    {
        (NewIngestKey? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewIngestKey>(context, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        return NameText.Read(body?.Name) is { } name
            ? TypedResults.Ok(Item(await keys.CreateAsync(ProjectAccess.Parse(project), name, cancellationToken), time.GetUtcNow()))
            : ApiProblem.Parameter("name", NameText.Rule);
    }

    private static async Task<Results<Ok<IngestKeyItem>, ProblemHttpResult>> RotateAsync(
        string project, [Description(KeyText)] string key, HttpContext context, IngestKeyWriter keys, TimeProvider time, CancellationToken cancellationToken)
    {
        (IngestKeyRotation? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<IngestKeyRotation>(context, cancellationToken);
        if (problem is not null || body is null)
        {
            return problem ?? Missing();
        }

        if (body.GraceSeconds is < 0 or > MaxGraceSeconds)
        {
            return ApiProblem.Parameter("graceSeconds", $"'graceSeconds' must be a whole number from 0 to {MaxGraceSeconds}.");
        }

        return Parse(key) is { } id && await keys.RotateAsync(ProjectAccess.Parse(project), id, TimeSpan.FromSeconds(body.GraceSeconds), cancellationToken) is { } made
            ? TypedResults.Ok(Item(made, time.GetUtcNow()))
            : Missing();
    }

    private static async Task<Results<Ok<IngestKeyItem>, ProblemHttpResult>> RevokeAsync(
        string project, [Description(KeyText)] string key, IngestKeyReader reader, IngestKeyWriter keys, TimeProvider time, CancellationToken cancellationToken)
    {
        ProjectId id = ProjectAccess.Parse(project);
        if (Parse(key) is not { } number || !await keys.RevokeAsync(id, number, cancellationToken))
        {
            return Missing();
        }

        IReadOnlyList<IngestKey> all = await reader.ListAsync(id, cancellationToken);
        return all.FirstOrDefault(one => one.Id == number) is { } revoked ? TypedResults.Ok(Item(revoked, time.GetUtcNow())) : Missing();
    }

    private static ProblemHttpResult Missing() => ApiProblem.NotFound("The project has no such key that still works.");

    private static IngestKeyId? Parse(string key) => uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out uint id) ? new IngestKeyId(id) : null;

    private static IngestKeyItem Item(IngestKey key, DateTimeOffset now) => new(
        key.Id.ToString(),
        key.Project.ToString(),
        key.Name,
        key.Text,
        key.RevokedAt is not { } end ? "active" : end > now ? "replaced" : "revoked",
        Rfc3339.Write(key.CreatedAt),
        Rfc3339.Write(key.RevokedAt));
}
