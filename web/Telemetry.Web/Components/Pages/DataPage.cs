using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;

namespace Telemetry.Web.Components.Pages;

/// <summary>A page that shows data of a project: what all of them ask with.</summary>
public abstract class DataPage : ComponentBase
{
    /// <summary>The way to data.</summary>
    [Inject]
    protected QueryApiClient Api { get; set; } = null!;

    /// <summary>Finds the project of the address.</summary>
    [Inject]
    private protected ProjectDirectory Projects { get; set; } = null!;

    /// <summary>Says how long the page waits for answers before it is sent without them.</summary>
    [Inject]
    private protected Patience Patience { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    /// <summary>The request that is answered.</summary>
    [CascadingParameter]
    protected HttpContext Context { get; set; } = null!;
}
