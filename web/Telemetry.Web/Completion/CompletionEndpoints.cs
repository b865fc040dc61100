using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Issues;
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
        var issues = routes.MapGroup("/complete/issues").RequireAuthorization(WebSession.Policy);
        issues.MapGet("/fields", FindIssueFields);
        issues.MapGet("/values", FindIssueValuesAsync);
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

    private static Ok<FieldNameList> FindIssueFields(string? prefix) =>
        TypedResults.Ok(new FieldNameList([.. IssueFields.All.Where(field => field.Name.StartsWith(Checked(prefix), StringComparison.OrdinalIgnoreCase)).Select(field => new FieldNameItem(field.Name, field.Means))]));

    // Environments are those of log records: which crashes name is counted nowhere, and both come from the same applications.
    private static async Task<Ok<FieldValueList>> FindIssueValuesAsync(
        string field, string? project, string? prefix, QueryApiClient api, ProjectDirectory projects, CancellationToken cancellationToken)
    {
        string typed = Checked(prefix);
        if (IssueFields.Values.TryGetValue(field, out var known))
        {
            return TypedResults.Ok(Values(known, typed));
        }

        if (IssueFields.IsRelease(field))
        {
            var releases = await projects.FindAsync(project).ThenAsync(found => api.ListReleasesAsync(found.Id, Limit, null, cancellationToken));
            return TypedResults.Ok(Values((releases.Value?.Items ?? []).Select(release => release.Version), typed));
        }

        return field == "environment" ? await FindValuesAsync("logs", field, project, prefix, api, projects, cancellationToken) : TypedResults.Ok(new FieldValueList([]));
    }

    private static FieldValueList Values(IEnumerable<string> all, string prefix) =>
        new([.. all.Where(value => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(value => new CountGroup(value, 0))]);

    private static string Checked(string? prefix) => prefix is null || prefix.Length > MaxLength ? "" : prefix;
}
