using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Completion;

/// <summary>
/// What the query box completes to, for the browser, which holds a session and no API token. A failure is an empty list: whoever types
/// wants no messages about suggestions.
/// </summary>
internal static class CompletionEndpoints
{
    private const int Limit = 50;
    private const int MaxLength = 200;

    public static void MapCompletion(this IEndpointRouteBuilder routes)
    {
        var complete = routes.MapGroup("/complete/{signal:regex(^(logs|traces)$)}").RequireAuthorization(WebSession.Policy);
        complete.MapGet("/fields", FindNamesAsync);
        complete.MapGet("/values", FindValuesAsync);
    }

    private static async Task<Ok<FieldNameList>> FindNamesAsync(
        string signal, string? project, string? prefix, QueryApiClient api, ProjectDirectory projects, CancellationToken cancellationToken)
    {
        var answer = await projects.FindAsync(project).ThenAsync(found => api.GetFieldNamesAsync(found.Id, signal, Checked(prefix), Limit, cancellationToken));
        return TypedResults.Ok(answer.Value ?? new FieldNameList([]));
    }

    private static async Task<Ok<FieldValueList>> FindValuesAsync(
        string signal, string field, string? project, string? prefix, QueryApiClient api, ProjectDirectory projects, CancellationToken cancellationToken)
    {
        if (field.Length is 0 or > MaxLength)
        {
            return TypedResults.Ok(new FieldValueList([]));
        }

        var answer = await projects.FindAsync(project).ThenAsync(found => api.GetFieldValuesAsync(found.Id, signal, field, Checked(prefix), Limit, cancellationToken));
        return TypedResults.Ok(answer.Value ?? new FieldValueList([]));
    }

    private static string Checked(string? prefix) => prefix is null || prefix.Length > MaxLength ? "" : prefix;
}
