using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Issues;

/// <summary>What somebody deleted with the wish never to see it again, with a way to take it in again.</summary>
public sealed partial class DiscardedPage
{
    private Task<ApiAnswer<DiscardedIssueList>>? Answer { get; set; }

    // It knows how many crashes were thrown away, of all discarded issues together.
    private Task<ApiAnswer<IngestLedger>>? Ledger { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(whenAbsent: RelativeRange.Month);
        var answer = AskAsync((search, token) => Api.ListDiscardedIssuesAsync(search.Project, token));
        var ledger = AskAsync((search, token) => Api.GetLedgerAsync(search.Project, Range, token));
        await Patience.WaitAsync([answer], [ledger]);
        (Answer, Ledger) = (answer, ledger);
    }
}
