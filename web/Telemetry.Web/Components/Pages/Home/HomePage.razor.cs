using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;
using Telemetry.Web.Home;

namespace Telemetry.Web.Components.Pages.Home;

/// <summary>The last hour of a project in one look.</summary>
public sealed partial class HomePage
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

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

    private SearchAddress Address { get; set; } = new("/");

    private DateTimeOffset Now { get; set; }

    private HomeStatus? Status { get; set; }

    private IngestLedger? Ledger => Status?.Ledger is { IsCompletedSuccessfully: true } ledger ? ledger.Result.Value : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Now = Time.GetUtcNow();
        Address = new SearchAddress("/") { Project = SearchAddress.Parse(Context.Request, Now).Project };
        var status = HomeStatus.Start(Api, Projects, Address.Project, new UtcRange(Now - Hour, Now), Context.RequestAborted);
        await Patience.WaitAsync(status.All);
        Status = status;
    }
}
