using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;

namespace Telemetry.Web.Components.Pages.Traces;

/// <summary>One trace as a waterfall, and the span the address names.</summary>
public sealed partial class TracePage
{
    /// <summary>From the address.</summary>
    [Parameter]
    public string TraceId { get; set; } = "";

    [Inject]
    private QueryApiClient Api { get; set; } = null!;

    [Inject]
    private ProjectDirectory Projects { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Patience Patience { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private TraceAddress Address { get; set; } = new("");

    private Task<ApiAnswer<TraceDetail>>? Answer { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Address = TraceAddress.Parse(TraceId, Context.Request);
        var answer = Projects.FindAsync(Address.Project).ThenAsync(project => Api.GetTraceAsync(project.Id, TraceId, Context.RequestAborted));
        await Patience.WaitAsync(answer);
        if (answer is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.NotFound } && !Context.Response.HasStarted)
        {
            Context.AnswerNotFound<TraceNotFoundPage>(Navigation);
            return;
        }

        Answer = answer;
    }
}
