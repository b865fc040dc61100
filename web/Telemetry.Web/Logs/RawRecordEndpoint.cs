using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Logs;

/// <summary>One record as JSON: what a page cuts, this gives whole.</summary>
internal static class RawRecordEndpoint
{
    // Records of the same tenth of a microsecond; more than that is one loop logging without a clock.
    private const int MaxAtOnce = 100;

    public static void MapRawRecord(this IEndpointRouteBuilder routes) =>
        routes.MapGet(RawRecordAddress.Path, FindAsync).RequireAuthorization(WebSession.Policy);

    /// <summary>The record of a key.</summary>
    public static async Task<ApiAnswer<LogItem>> FindRecordAsync(
        string? key, string? project, QueryApiClient api, ProjectDirectory projects, CancellationToken cancellationToken)
    {
        if (LogRecordKey.TryParse(key) is not { } wanted || wanted.Range is not { } range)
        {
            return new ApiFailure(ApiFailureKind.NotFound, "The address is incomplete.");
        }

        var page = await projects.FindAsync(project).ThenAsync(found => api.SearchLogsAsync(new ApiSearch(found.Id, "", range), MaxAtOnce, null, cancellationToken));
        return page.Failure is { } failure ? failure
            : page.Value?.Items.FirstOrDefault(item => LogRecordKey.Of(item) == wanted) is { } record ? record
            : new ApiFailure(ApiFailureKind.NotFound, "No such record. It may have been removed when its retention time was over.");
    }

    private static async Task<Results<ContentHttpResult, NotFound<string>>> FindAsync(
        string key, string? project, QueryApiClient api, ProjectDirectory projects, CancellationToken cancellationToken)
    {
        var record = await FindRecordAsync(key, project, api, projects, cancellationToken);
        return record.Value is { } item
            ? TypedResults.Text(LogRecordJson.Write(item), "application/json", Encoding.UTF8)
            : TypedResults.NotFound(record.Failure?.Message);
    }
}
