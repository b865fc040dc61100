using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Home;

namespace Telemetry.Web.Components.Pages.Home;

/// <summary>The last hour of a project in one look.</summary>
public sealed partial class HomePage
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private HomeStatus? Status { get; set; }

    private IngestLedger? Ledger => Status?.Ledger is { IsCompletedSuccessfully: true } ledger ? ledger.Result.Value : null;

    private IssueList? Issues => Status?.Issues is { IsCompletedSuccessfully: true } issues ? issues.Result.Value : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        Address = new SearchAddress("/") { Project = Address.Project };
        var status = HomeStatus.Start(Api, Projects, Address.Project, new UtcRange(Now - Hour, Now), Context.RequestAborted);
        await Patience.WaitAsync(status.All);
        Status = status;
    }
}
