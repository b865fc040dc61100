using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Releases;

/// <summary>The releases of a project in their order, with the issues that began in each.</summary>
public sealed partial class ReleasesPage
{
    private const int PageSize = 50;
    private const int MostIssues = 100;

    private Task<ApiAnswer<ReleaseList>>? Answer { get; set; }

    // The newest issues, counted here by the release they began in: one question instead of one for each release.
    private Task<ApiAnswer<IssueList>>? Fresh { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(whenAbsent: RelativeRange.Month);
        var answer = AskAsync((search, token) => Api.ListReleasesAsync(search.Project, PageSize, Address.Cursor, token));
        var fresh = AskAsync((search, token) => Api.SearchIssuesAsync(search, "first_seen", MostIssues, null, token), "");
        await Patience.WaitAsync([answer], [fresh]);
        (Answer, Fresh) = (answer, fresh);
    }
}
