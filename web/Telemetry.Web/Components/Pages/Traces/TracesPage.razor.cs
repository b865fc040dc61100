using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using TraceResults = Telemetry.Query.Contracts.TracePage;

namespace Telemetry.Web.Components.Pages.Traces;

/// <summary>The traces of a project: the address says which.</summary>
public sealed partial class TracesPage
{
    private const int RowsPerPage = 50;

    // As many points as an eye can tell apart in the width of a page; more of them would only weigh.
    private const int Points = 400;

    private Task<ApiAnswer<TraceResults>>? Answer { get; set; }

    private Task<ApiAnswer<TraceScatter>>? Sample { get; set; }

    private bool IsInvalid => Answer is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.BadQuery };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        var answer = AskAsync((search, token) => Api.SearchTracesAsync(search, RowsPerPage, Address.Cursor, token));
        var sample = AskAsync((search, token) => Api.SampleTracesAsync(search, Points, token));
        await Patience.WaitAsync(answer, sample);
        (Answer, Sample) = (answer, sample);
    }
}
