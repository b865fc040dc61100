using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;
using TraceResults = Telemetry.Query.Contracts.TracePage;

namespace Telemetry.Web.Components.Pages.Traces;

/// <summary>The traces of a project: the address says which.</summary>
public sealed partial class TracesPage
{
    private const int RowsPerPage = 50;

    // As many points as an eye can tell apart in the width of a page; more of them would only weigh.
    private const int Points = 400;

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

    private SearchAddress Address { get; set; } = SearchAddress.Traces;

    private DateTimeOffset Now { get; set; }

    private UtcRange Range { get; set; }

    private Task<ApiAnswer<TraceResults>>? Answer { get; set; }

    private Task<ApiAnswer<TraceScatter>>? Sample { get; set; }

    private bool IsInvalid => Answer is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.BadQuery };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Now = Time.GetUtcNow();
        Address = SearchAddress.Parse(Context.Request, Now);
        Range = Address.Window.Resolve(Now);
        var answer = Projects.FindAsync(Address.Project).ThenAsync(project =>
            Api.SearchTracesAsync(new ApiSearch(project.Id, Address.Scope.Apply(Address.Query), Range), RowsPerPage, Address.Cursor, Context.RequestAborted));
        var sample = Projects.FindAsync(Address.Project).ThenAsync(project =>
            Api.SampleTracesAsync(new ApiSearch(project.Id, Address.Scope.Apply(Address.Query), Range), Points, Context.RequestAborted));
        await Patience.WaitAsync(answer, sample);
        (Answer, Sample) = (answer, sample);
    }
}
