using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;
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

    [Inject]
    private QueryApiClient Api { get; set; } = null!;

    [Inject]
    private ProjectDirectory Projects { get; set; } = null!;

    [Inject]
    private Patience Patience { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private SearchAddress Address { get; set; } = new(ServiceAddress.List);

    private UtcRange Range { get; set; }

    private string Service { get; set; } = "";

    private Task<ApiAnswer<ServiceList>>? Summary { get; set; }

    private Task<ApiAnswer<RequestTimeline>>? Timeline { get; set; }

    private Task<ApiAnswer<OperationList>>? Operations { get; set; }

    private Task<ApiAnswer<DependencyList>>? Dependencies { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var now = Time.GetUtcNow();
        Service = ServiceAddress.Name(Name);
        // The path of the request is decoded already; links need the escaped one.
        Address = SearchAddress.Parse(Context.Request, now) with { Path = ServiceAddress.Path(Service) };
        Range = Address.Window.Resolve(now);
        var query = ServiceAddress.Query(Address.Scope.Apply(Address.Query), Service);
        var summary = AskAsync((project, token) => Api.GetServicesAsync(new ApiSearch(project, query, Range), 1, token));
        var timeline = AskAsync((project, token) => Api.GetRequestTimelineAsync(new ApiSearch(project, query, Range), Buckets, token));
        var operations = AskAsync((project, token) => Api.GetOperationsAsync(new ApiSearch(project, query, Range), MaxOperations, token));
        var dependencies = AskAsync((project, token) => Api.GetDependenciesAsync(new ApiSearch(project, Address.Scope.Apply(Address.Query), Range), token));
        await Patience.WaitAsync(summary, timeline, operations, dependencies);
        (Summary, Timeline, Operations, Dependencies) = (summary, timeline, operations, dependencies);
    }

    private Task<ApiAnswer<T>> AskAsync<T>(Func<string, CancellationToken, Task<ApiAnswer<T>>> question)
        where T : class => Projects.FindAsync(Address.Project).ThenAsync(project => question(project.Id, Context.RequestAborted));

    private static string StepText(RequestTimeline timeline) => timeline.BucketSeconds switch
    {
        < 60 => timeline.BucketSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s",
        < 3600 => (timeline.BucketSeconds / 60).ToString("0.##", CultureInfo.InvariantCulture) + " min",
        _ => (timeline.BucketSeconds / 3600).ToString("0.##", CultureInfo.InvariantCulture) + " h",
    };
}
