using System.Globalization;
using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Services;

namespace Telemetry.Web.Components.Pages.Services;

/// <summary>One service: its requests over time, its operations, who calls it and whom it calls.</summary>
public sealed partial class ServicePage
{
    private const int Buckets = 80;
    private const int MaxOperations = 50;

    /// <summary>From the address; a slash may still be escaped.</summary>
    [Parameter]
    public string? Name { get; set; }

    private string Service { get; set; } = "";

    private Task<ApiAnswer<ServiceList>>? Summary { get; set; }

    private Task<ApiAnswer<RequestTimeline>>? Timeline { get; set; }

    private Task<ApiAnswer<OperationList>>? Operations { get; set; }

    private Task<ApiAnswer<DependencyList>>? Dependencies { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Service = ServiceAddress.Name(Name);
        // The path of the request is decoded already; links need the escaped one.
        ReadAddress(ServiceAddress.Path(Service));
        var query = ServiceAddress.Query(Address.Scope.Apply(Address.Query), Service);
        var summary = AskAsync((search, token) => Api.GetServicesAsync(search, 1, token), query);
        var timeline = AskAsync((search, token) => Api.GetRequestTimelineAsync(search, Buckets, token), query);
        var operations = AskAsync((search, token) => Api.GetOperationsAsync(search, MaxOperations, token), query);
        var dependencies = AskAsync(Api.GetDependenciesAsync);
        await Patience.WaitAsync(summary, timeline, operations, dependencies);
        (Summary, Timeline, Operations, Dependencies) = (summary, timeline, operations, dependencies);
    }

    private static string StepText(RequestTimeline timeline) => timeline.BucketSeconds switch
    {
        < 60 => timeline.BucketSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s",
        < 3600 => (timeline.BucketSeconds / 60).ToString("0.##", CultureInfo.InvariantCulture) + " min",
        _ => (timeline.BucketSeconds / 3600).ToString("0.##", CultureInfo.InvariantCulture) + " h",
    };
}
