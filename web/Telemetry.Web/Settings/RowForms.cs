using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Settings;

/// <summary>What the buttons beside keys and tokens do; then the page is shown again, so that loading it once more repeats nothing.</summary>
internal static class RowForms
{
    /// <summary>How long an old key may go on working, in seconds, with its words.</summary>
    public static IReadOnlyList<(string Value, string Text)> Graces { get; } =
        [("86400", "1 day"), ("604800", "7 days"), ("2592000", "30 days"), ("3600", "1 hour"), ("0", "Not at all")];

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder settings = routes.MapGroup("/settings").RequireAuthorization(WebSession.Policy);
        settings.MapPost("/keys/rotate", RotateKeyAsync);
        settings.MapPost("/keys/revoke", RevokeKeyAsync);
        settings.MapPost("/tokens/revoke", RevokeTokenAsync);
        settings.MapPost("/grouping/restore", RestoreGroupingAsync);
        settings.MapPost("/ownership/restore", RestoreOwnershipAsync);
    }

    private static async Task<RedirectHttpResult> RotateKeyAsync(
        [FromForm] string? project, [FromForm] string? key, [FromForm] string? grace, QueryApiClient api, CancellationToken cancellationToken)
    {
        int seconds = int.TryParse(grace, NumberStyles.None, CultureInfo.InvariantCulture, out int chosen) ? chosen : 0;
        var answer = await api.RotateIngestKeyAsync(project ?? "", key ?? "", seconds, cancellationToken);
        return Back("/settings/keys", project, answer.Failure, "rotated", answer.Value?.Id);
    }

    private static async Task<RedirectHttpResult> RevokeKeyAsync([FromForm] string? project, [FromForm] string? key, QueryApiClient api, CancellationToken cancellationToken) =>
        Back("/settings/keys", project, (await api.RevokeIngestKeyAsync(project ?? "", key ?? "", cancellationToken)).Failure, "revoked");

    private static async Task<RedirectHttpResult> RevokeTokenAsync([FromForm] string? token, QueryApiClient api, CancellationToken cancellationToken) =>
        Back("/settings/tokens", null, (await api.RevokeApiTokenAsync(token ?? "", cancellationToken)).Failure, "revoked");

    // As a change of its own, so that it can be taken back like any other; change 0 is "no rules".
    private static async Task<RedirectHttpResult> RestoreGroupingAsync([FromForm] string? project, [FromForm] int revision, [FromForm] int newest, QueryApiClient api, CancellationToken cancellationToken)
    {
        var history = await api.ListGroupingRuleRevisionsAsync(project ?? "", cancellationToken);
        var wanted = history.Value?.Items.FirstOrDefault(item => item.Revision == revision);
        if (history.Failure is not null || (wanted is null && revision != 0))
        {
            return Back("/settings/grouping", project, history.Failure ?? new ApiFailure(ApiFailureKind.NotFound, ""), "restored");
        }

        var answer = await api.SetGroupingRulesAsync(project ?? "", new NewGroupingRules(wanted?.Fingerprint ?? "", wanted?.Stack ?? "", newest), cancellationToken);
        return Back("/settings/grouping", project, answer.Failure, "restored");
    }

    private static async Task<RedirectHttpResult> RestoreOwnershipAsync([FromForm] string? project, [FromForm] int revision, [FromForm] int newest, QueryApiClient api, CancellationToken cancellationToken)
    {
        var history = await api.ListOwnershipRuleRevisionsAsync(project ?? "", cancellationToken);
        var wanted = history.Value?.Items.FirstOrDefault(item => item.Revision == revision);
        if (history.Failure is not null || (wanted is null && revision != 0))
        {
            return Back("/settings/ownership", project, history.Failure ?? new ApiFailure(ApiFailureKind.NotFound, ""), "restored");
        }

        var answer = await api.SetOwnershipRulesAsync(project ?? "", new NewOwnershipRules(wanted?.Text ?? "", newest), cancellationToken);
        return Back("/settings/ownership", project, answer.Failure, "restored");
    }

    private static RedirectHttpResult Back(string path, string? project, ApiFailure? failure, string done, string? key = null)
    {
        Microsoft.AspNetCore.Http.Extensions.QueryBuilder query = [];
        if (!string.IsNullOrEmpty(project))
        {
            query.Add("project", project);
        }

        query.Add("done", failure is null ? done : "failed");
        if (key is not null)
        {
            query.Add("key", key);
        }

        return TypedResults.LocalRedirect($"~{path}{query}");
    }
}
