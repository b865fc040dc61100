using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Model;
using Telemetry.Model.Times;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Activity;

namespace Telemetry.Query.Api.Activity;

/// <summary>What services and releases have done lately.</summary>
internal static class ActivityEndpoints
{
    /// <summary>Adds them below a project.</summary>
    public static void MapActivity(this RouteGroupBuilder project) => project.MapGet("/activity", ReadAsync).WithTags("Activity").WithName("ReadActivity")
        .WithSummary("Records and errors of each service now and before, its newest record, and the newest releases");

    private static async Task<Results<Ok<ProjectActivity>, ProblemHttpResult>> ReadAsync(
        string project,
        [FromQuery, Description("Start of the range: " + TimeText.Forms + ". Counted by the minute: the minute is counted whole. Default: an hour before the end.")] string? from,
        [FromQuery, Description("End of the range, not included, in the same forms. Default: now.")] string? to,
        ActivityReader activity,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        TimeWindow window = parameters.Range(from, to);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        ProjectId id = ProjectAccess.Parse(project);
        Task<IReadOnlyList<StoredServiceActivity>> services = activity.SumServicesAsync(id, window, cancellationToken);
        Task<IReadOnlyList<StoredReleaseActivity>> releases = activity.FindReleasesAsync(id, window, cancellationToken);
        await Task.WhenAll(services, releases);
        return TypedResults.Ok(new ProjectActivity(LogItems.From(window), [.. (await services).Select(Service)], [.. (await releases).Select(Release)]));
    }

    private static ServiceActivity Service(StoredServiceActivity row) =>
        new(row.Service, row.Records, row.Errors, row.ErrorsBefore, row.NewestLog?.ToString(), row.NewestSpan?.ToString());

    private static ReleaseActivity Release(StoredReleaseActivity row) =>
        new(row.Service, row.Release, row.FirstSeen.ToString(), row.LastSeen.ToString(), row.Records, row.Errors);
}
