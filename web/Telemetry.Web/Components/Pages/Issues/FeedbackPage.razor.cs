using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Issues;

/// <summary>All that people wrote to a project, with and without a crash.</summary>
public sealed partial class FeedbackPage
{
    private const int PageSize = 50;

    private Task<ApiAnswer<FeedbackList>>? Answer { get; set; }

    // Only what is about no crash.
    private bool IsLoose => Address.Tab == ProjectFeedback.LooseTab;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(whenAbsent: RelativeRange.Month);
        var answer = AskAsync((search, token) => Api.ListFeedbackAsync(search.Project, IsLoose, Range, PageSize, Address.Cursor, token));
        await Patience.WaitAsync(answer);
        Answer = answer;
    }
}
