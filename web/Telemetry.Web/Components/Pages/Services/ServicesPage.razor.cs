using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;

namespace Telemetry.Web.Components.Pages.Services;

/// <summary>All services of a project with what they did in a range.</summary>
public sealed partial class ServicesPage
{
    private const int Points = 40;

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

    private SearchAddress Address { get; set; } = new("/services");

    private UtcRange Range { get; set; }

    private Task<ApiAnswer<ServiceList>>? Answer { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var now = Time.GetUtcNow();
        Address = SearchAddress.Parse(Context.Request, now);
        Range = Address.Window.Resolve(now);
        var answer = Projects.FindAsync(Address.Project).ThenAsync(project =>
            Api.GetServicesAsync(new ApiSearch(project.Id, Address.Scope.Apply(Address.Query), Range), Points, Context.RequestAborted));
        await Patience.WaitAsync(answer);
        Answer = answer;
    }
}
