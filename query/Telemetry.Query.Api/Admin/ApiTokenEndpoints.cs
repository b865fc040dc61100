using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Projects;
using Telemetry.Control.Tokens;
using Telemetry.Model;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;
using NewApiToken = Telemetry.Query.Contracts.NewApiToken;

namespace Telemetry.Query.Api.Admin;

/// <summary>API tokens: what programs read with.</summary>
internal static class ApiTokenEndpoints
{
    private const int MaxDays = 366;

    /// <summary>Adds them below the tokens.</summary>
    public static void MapApiTokens(this RouteGroupBuilder tokens)
    {
        tokens.MapGet("", ListAsync).WithName("ListApiTokens").WithSummary("The API tokens, also those that no longer work");
        tokens.MapPost("", CreateAsync).TakesJson<NewApiToken>().WithName("CreateApiToken").WithSummary("Makes an API token; its text is told in this answer and never again");
        tokens.MapDelete("/{token}", RevokeAsync).WithName("RevokeApiToken").WithSummary("Revokes an API token for good, at once");
    }

    private static async Task<Ok<ApiTokenList>> ListAsync(ApiTokens tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return TypedResults.Ok(new ApiTokenList([.. (await tokens.ListAsync(cancellationToken)).Select(token => Item(token, now))]));
    }

    private static async Task<Results<Ok<CreatedApiToken>, ProblemHttpResult>> CreateAsync(
        HttpContext context, ApiTokens tokens, ProjectReader projects, TimeProvider time, CancellationToken cancellationToken)
    {
        (NewApiToken? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewApiToken>(context, cancellationToken);
        if (problem is not null || body is null)
        {
            return problem ?? Missing();
        }

        if (Check(body) is { } wrong)
        {
            return wrong;
        }

        ProjectId? project = string.IsNullOrEmpty(body.Project) ? null : await FindAsync(projects, body.Project, cancellationToken);
        if (project is null && !string.IsNullOrEmpty(body.Project))
        {
            return ApiProblem.Parameter("project", "There is no such project.");
        }

        var made = await tokens.CreateAsync(
            NameText.Read(body.Name) ?? "", ScopeOf(body.Scope) ?? TokenScope.Read, project, TimeSpan.FromDays(body.ExpiresInDays), context.Grant(), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new CreatedApiToken(Item(made.Token, time.GetUtcNow()), made.Text));
    }

    private static async Task<Results<Ok<ApiTokenItem>, ProblemHttpResult>> RevokeAsync(
        [Description("Id of the token, from the list.")] string token, ApiTokens tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || !await tokens.RevokeAsync(id, cancellationToken))
        {
            return Missing();
        }

        ApiToken? revoked = (await tokens.ListAsync(cancellationToken)).FirstOrDefault(one => one.Id == id);
        return revoked is null ? Missing() : TypedResults.Ok(Item(revoked, time.GetUtcNow()));
    }

    private static ProblemHttpResult? Check(NewApiToken body)
    {
        if (NameText.Read(body.Name) is null)
        {
            return ApiProblem.Parameter("name", NameText.Rule);
        }

        if (ScopeOf(body.Scope) is not { } scope)
        {
            return ApiProblem.Parameter("scope", "'scope' must be read, write or admin.");
        }

        if (scope == TokenScope.Admin && !string.IsNullOrEmpty(body.Project))
        {
            return ApiProblem.Parameter("project", "An admin token is for all projects: leave the project out, or choose another scope.");
        }

        return body.ExpiresInDays is < 1 or > MaxDays ? ApiProblem.Parameter("expiresInDays", $"'expiresInDays' must be a whole number from 1 to {MaxDays}.") : null;
    }

    private static TokenScope? ScopeOf(string? text) => text switch
    {
        "read" => TokenScope.Read,
        "write" => TokenScope.Write,
        "admin" => TokenScope.Admin,
        _ => null,
    };

    private static async Task<ProjectId?> FindAsync(ProjectReader projects, string text, CancellationToken cancellationToken) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint id) ? (await projects.FindAsync(new ProjectId(id), cancellationToken))?.Id : null;

    private static ProblemHttpResult Missing() => ApiProblem.NotFound("There is no such token that still works.");

    private static ApiTokenItem Item(ApiToken token, DateTimeOffset now) => new()
    {
        Id = token.Id.ToString(CultureInfo.InvariantCulture),
        Name = token.Name,
        Prefix = token.Prefix,
        Scope = token.Scope.ToString().ToLowerInvariant(),
        Project = token.Project?.ToString(),
        Status = token.Times.RevokedAt is not null ? "revoked" : token.Times.ExpiresAt <= now ? "expired" : "active",
        CreatedBy = token.CreatedBy,
        CreatedAt = Rfc3339.Write(token.Times.CreatedAt),
        ExpiresAt = Rfc3339.Write(token.Times.ExpiresAt),
        LastUsedAt = Rfc3339.Write(token.Times.LastUsedAt),
        RevokedAt = Rfc3339.Write(token.Times.RevokedAt),
    };
}
