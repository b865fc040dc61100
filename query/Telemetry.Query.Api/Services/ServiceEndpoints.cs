using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Telemetry.Query.Api.Access;
using Telemetry.Query.Api.Logs;
using Telemetry.Query.Api.Parameters;
using Telemetry.Query.Contracts;
using Telemetry.Storage.Dependencies;
using Telemetry.Storage.Search;
using Telemetry.Storage.Services;
using Telemetry.Storage.Spans;

namespace Telemetry.Query.Api.Services;

/// <summary>Tells what services do: requests, errors, durations, and who calls whom.</summary>
internal static class ServiceEndpoints
{
    private const int DefaultPoints = 30;
    private const int MaxPoints = 100;
    private const int DefaultBuckets = 60;
    private const int MaxBuckets = 500;
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    /// <summary>Adds them below the services of a project.</summary>
    public static void MapServices(this RouteGroupBuilder services)
    {
        services.MapGet("", ListAsync).WithName("ListServices").WithSummary("Services with their requests, errors and durations, those with the most requests first")
            .WithDescription("The query is one on spans: service:checkout, environment:production. A request is a span of kind server or consumer, or one without a parent.");
        services.MapGet("/timeline", CountOverTimeAsync).WithName("CountRequestsOverTime").WithSummary("Matching requests, errors and durations over time");
        services.MapGet("/operations", ListOperationsAsync).WithName("ListOperations").WithSummary("Matching requests by operation, those that took the most time altogether first");
        services.MapGet("/map", ListDependenciesAsync).WithName("ListDependencies").WithSummary("Who calls whom: calls, errors, durations")
            .WithDescription("From spans whose parent is of another service, and from client spans that name a peer which sends no spans. The query is asked of the callee's span.");
    }

    private static async Task<Results<Ok<ServiceList>, ProblemHttpResult>> ListAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Points over time at most, 1 to 100; their width is the next one people think in. Default: 30.")] string? buckets,
        ServiceReader services,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        SearchRequest request = Read(project, search, parameters);
        int points = parameters.Number("buckets", buckets, DefaultPoints, 1, MaxPoints);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredServices list = await services.ListAsync(request, points, cancellationToken);
        return TypedResults.Ok(new ServiceList([.. list.Items.Select(ServiceItems.From)], list.Total, ServiceItems.Seconds(list.WidthNanoseconds), LogItems.From(request.Window)));
    }

    private static async Task<Results<Ok<RequestTimeline>, ProblemHttpResult>> CountOverTimeAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Buckets at most, 1 to 500; their width is the next one people think in. Default: 60.")] string? buckets,
        ServiceReader services,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        SearchRequest request = Read(project, search, parameters);
        int max = parameters.Number("buckets", buckets, DefaultBuckets, 1, MaxBuckets);
        return parameters.Problem is { } problem
            ? problem
            : TypedResults.Ok(ServiceItems.From(await services.CountOverTimeAsync(request, max, cancellationToken)));
    }

    private static async Task<Results<Ok<OperationList>, ProblemHttpResult>> ListOperationsAsync(
        string project,
        [AsParameters] SearchParameters search,
        [FromQuery, Description("Operations, 1 to 500. Default: 50.")] string? limit,
        ServiceReader services,
        ParameterReader parameters,
        CancellationToken cancellationToken)
    {
        SearchRequest request = Read(project, search, parameters);
        int max = parameters.Number("limit", limit, DefaultLimit, 1, MaxLimit);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredOperations operations = await services.ListOperationsAsync(request, max, cancellationToken);
        return TypedResults.Ok(new OperationList([.. operations.Items.Select(ServiceItems.From)], operations.Total));
    }

    private static async Task<Results<Ok<DependencyList>, ProblemHttpResult>> ListDependenciesAsync(
        string project, [AsParameters] SearchParameters search, DependencyReader dependencies, ParameterReader parameters, CancellationToken cancellationToken)
    {
        SearchRequest request = Read(project, search, parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        StoredDependencies list = await dependencies.ListAsync(request, cancellationToken);
        return TypedResults.Ok(new DependencyList([.. list.Items.Select(ServiceItems.From)], list.IsTruncated, list.SampledOneIn));
    }

    private static SearchRequest Read(string project, SearchParameters search, ParameterReader parameters) =>
        new(ProjectAccess.Parse(project), parameters.Range(search.From, search.To), parameters.Search(search.Query, TraceReader.FindProblem));
}
