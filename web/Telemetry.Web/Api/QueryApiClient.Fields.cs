using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>Fields and their values, of logs and of traces.</summary>
public sealed partial class QueryApiClient
{
    /// <summary>The most frequent values of the fields of matching items.</summary>
    /// <param name="signal"><c>logs</c> or <c>traces</c>.</param>
    /// <param name="search">What.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<ApiAnswer<FacetList>> GetFacetsAsync(string signal, ApiSearch search, CancellationToken cancellationToken) =>
        GetAsync(Project(search, signal, "facets"), ApiJson.Default.FacetList, cancellationToken);

    /// <summary>Names of fields that start with a text.</summary>
    public Task<ApiAnswer<FieldNameList>> GetFieldNamesAsync(string project, string signal, string prefix, int limit, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, signal, "fields").With("prefix", prefix).With("limit", limit), ApiJson.Default.FieldNameList, cancellationToken);

    /// <summary>Values of a field that start with a text.</summary>
    public Task<ApiAnswer<FieldValueList>> GetFieldValuesAsync(string project, string signal, string field, string prefix, int limit, CancellationToken cancellationToken) =>
        GetAsync(
            new ApiPath("projects", project, signal, "fields", field, "values").With("prefix", prefix).With("limit", limit), ApiJson.Default.FieldValueList, cancellationToken);
}
