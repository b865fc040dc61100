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
    private const int MaxSubject = 1000;

    /// <summary>Adds them below a project.</summary>
    public static void MapOwnership(this RouteGroupBuilder project)
    {
        RouteGroupBuilder rules = project.MapGroup("/ownership").WithTags("Issues");
        rules.MapGet("", ReadAsync).WithName("GetOwnershipRules").WithSummary("The rules that say whose new issues are");
        rules.MapGet("/revisions", ListAsync).WithName("ListOwnershipRuleRevisions").WithSummary("The rules as they were after each of the last 20 changes");
        rules.MapPut("", WriteAsync).RequireAuthorization(ApiAccess.WritePolicy).ProducesProblem(StatusCodes.Status403Forbidden).TakesJson<NewOwnershipRules>()
            .ProducesProblem(StatusCodes.Status409Conflict).WithName("SetOwnershipRules").WithSummary("Replaces the rules; issues that exist keep their owners");
        rules.MapPost("/check", CheckAsync).TakesJson<OwnershipQuestion>().WithName("CheckOwnershipRules").WithSummary("Whose a crash with this file, module, address or tag would be; changes nothing");
    }

    private static async Task<Ok<OwnershipRulesItem>> ReadAsync(string project, OwnershipStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(Item(await store.ReadAsync(ProjectAccess.Parse(project), cancellationToken)));

    private static async Task<Ok<OwnershipRulesHistory>> ListAsync(string project, OwnershipStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok(new OwnershipRulesHistory([.. (await store.ListAsync(ProjectAccess.Parse(project), cancellationToken)).Select(Item)]));

    private static async Task<Results<Ok<OwnershipRulesItem>, ProblemHttpResult>> WriteAsync(string project, HttpContext context, OwnershipStore store, CancellationToken cancellationToken)
    {
        (NewOwnershipRules? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<NewOwnershipRules>(context, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        if (body.Text is not { } text)
        {
            return ApiProblem.Parameter("text", "'text' is missing. Send an empty one to have no rules.");
        }

        if (Check(text) is { } wrong)
        {
            return wrong;
        }

        StoredOwnershipRules? written = await store.WriteAsync(ProjectAccess.Parse(project), text, body.IfRevision, context.Actor(), cancellationToken);
        return written is null ? ApiProblem.Conflict("Somebody else has changed the rules meanwhile. Read them again, and put your change into what they are now.") : TypedResults.Ok(Item(written));
    }

    private static async Task<Results<Ok<OwnershipAnswer>, ProblemHttpResult>> CheckAsync(string project, HttpContext context, OwnershipStore store, CancellationToken cancellationToken)
    {
        (OwnershipQuestion? body, ProblemHttpResult? problem) = await JsonBody.ReadAsync<OwnershipQuestion>(context, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem ?? ApiProblem.Parameter("body", "The body is empty.");
        }

        string text = body.Text ?? (await store.ReadAsync(ProjectAccess.Parse(project), cancellationToken)).Text;
        return (Check(text) ?? CheckSubject(body)) is { } wrong ? wrong : TypedResults.Ok(OwnershipTrial.Ask(OwnershipRules.Parse(text).Rules, body));
    }

    private static ProblemHttpResult? Check(string text) =>
        OwnershipRules.Parse(text).Problems is { Count: > 0 } problems ? ApiProblem.Lines("text", [.. problems.Select(line => new RuleProblemItem("text", line.Line, 1, line.Message, ""))])
        : text.Contains('\0', StringComparison.Ordinal) ? ApiProblem.Parameter("text", "The rules may not contain control characters.")
        : null;

    private static ProblemHttpResult? CheckSubject(OwnershipQuestion asked)
    {
        string[] given = [.. new[] { asked.Path, asked.Module, asked.Url, asked.Tag }.OfType<string>().Where(value => value.Length > 0)];
        return given.Length == 0 ? ApiProblem.Parameter("body", "Give a file, a module, an address or a tag to ask about.")
            : given.Any(value => value.Length > MaxSubject) ? ApiProblem.Parameter("body", $"What is asked about may have at most {MaxSubject} characters.")
            : null;
    }

    private static OwnershipRulesItem Item(StoredOwnershipRules rules) => new(rules.Revision, rules.Text, rules.ChangedBy, Rfc3339.Write(rules.ChangedAt));
}
