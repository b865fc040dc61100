using Telemetry.Web.Api;
using Telemetry.Web.Logs;

namespace Telemetry.Web.Components.Pages.Logs;

/// <summary>The log records of a project: the address says which.</summary>
public sealed partial class LogsPage
{
    private LogSearch? Search { get; set; }

    private LogTable Table { get; set; } = LogTable.Default;

    private bool IsInvalid => Search?.Page is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.BadQuery };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        Table = LogTable.Resolve(Context, Address.View);
        var search = LogSearch.Start(Api, Projects, Address, Range, Context.RequestAborted);
        await Patience.WaitAsync(search.Wanted, search.Beside);
        Search = search;
    }
}
