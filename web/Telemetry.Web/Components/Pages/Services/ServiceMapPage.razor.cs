using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;

namespace Telemetry.Web.Components.Pages.Services;

/// <summary>Who calls whom in a project.</summary>
public sealed partial class ServiceMapPage
{
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

    private SearchAddress Address { get; set; } = new("/services/map");

    private UtcRange Range { get; set; }

    private Task<ApiAnswer<DependencyList>>? Answer { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var now = Time.GetUtcNow();
        Address = SearchAddress.Parse(Context.Request, now);
        Range = Address.Window.Resolve(now);
        var answer = Projects.FindAsync(Address.Project).ThenAsync(project =>
            Api.GetDependenciesAsync(new ApiSearch(project.Id, Address.Scope.Apply(Address.Query), Range), Context.RequestAborted));
        await Patience.WaitAsync(answer);
        Answer = answer;
    }
}
