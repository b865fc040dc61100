using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Control.Issues;
using Telemetry.Model.Issues;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Api.Problems;
using Telemetry.Query.Contracts;

namespace Telemetry.Query.Api.Issues;

/// <summary>Whose new issues are.</summary>
internal static class OwnershipEndpoints
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Adds them below a project.</summary>
    public static void MapOwnership(this RouteGroupBuilder project)
    {
        RouteGroupBuilder rules = project.MapGroup("/ownership").WithTags("Issues");
        rules.MapGet("", ReadAsync).WithName("GetOwnershipRules").WithSummary("The rules that say whose new issues are");
        rules.MapPut("", WriteAsync).RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden).TakesJson<NewOwnershipRules>()
            .WithName("SetOwnershipRules").WithSummary("Replaces the rules; issues that exist keep their owners");
    }

    private static async Task<Ok<OwnershipRulesItem>> ReadAsync(string project, OwnershipStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(Item(await store.ReadAsync(ProjectAccess.Parse(project), cancellationToken)));

    private static async Task<Results<Ok<OwnershipRulesItem>, ProblemHttpResult>> WriteAsync(string project, HttpContext context, OwnershipStore store, CancellationToken cancellationToken)
    {
        (NewOwnershipRules? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewOwnershipRules>(context, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        string text = body.Text ?? "";
        if (OwnershipRules.Parse(text).Problems is [var first, ..])
        {
            return ApiProblem.Parameter("text", $"Line {first.Line}: {first.Message}");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? ApiProblem.Parameter("text", "The rules may not contain control characters.")
            : TypedResults.Ok(Item(await store.WriteAsync(ProjectAccess.Parse(project), text, context.Actor(), cancellationToken)));
    }

    private static OwnershipRulesItem Item(StoredOwnershipRules rules) => new(rules.Text, rules.ChangedBy, Rfc3339.Write(rules.ChangedAt));
}
