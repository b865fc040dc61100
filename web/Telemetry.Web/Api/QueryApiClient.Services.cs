using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <content>Services and charts of traces. Queries are those on spans.</content>
public sealed partial class QueryApiClient
{
    /// <summary>The services with a matching span.</summary>
    /// <param name="search">What.</param>
    /// <param name="points">How many points over time at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<ServiceList>> GetServicesAsync(ApiSearch search, int points, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "services").With("buckets", points), ServiceJson.Default.ServiceList, cancellationToken);

    /// <summary>Matching requests over time.</summary>
    /// <param name="search">What.</param>
    /// <param name="buckets">How many points at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<RequestTimeline>> GetRequestTimelineAsync(ApiSearch search, int buckets, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "services", "timeline").With("buckets", buckets), ServiceJson.Default.RequestTimeline, cancellationToken);

    /// <summary>Operations of matching requests, those that took the most time altogether first.</summary>
    /// <param name="search">What.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<OperationList>> GetOperationsAsync(ApiSearch search, int limit, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "services", "operations").With("limit", limit), ServiceJson.Default.OperationList, cancellationToken);

    /// <summary>Who calls whom.</summary>
    public Task<ApiAnswer<DependencyList>> GetDependenciesAsync(ApiSearch search, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "services", "map"), ServiceJson.Default.DependencyList, cancellationToken);

    /// <summary>A sample of matching traces.</summary>
    /// <param name="search">What.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<TraceScatter>> SampleTracesAsync(ApiSearch search, int limit, CancellationToken cancellationToken) =>
        GetAsync(Project(search, "traces", "scatter").With("limit", limit), ServiceJson.Default.TraceScatter, cancellationToken);
}
