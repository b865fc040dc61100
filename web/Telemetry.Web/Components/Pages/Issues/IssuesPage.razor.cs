using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Issues;

namespace Telemetry.Web.Components.Pages.Issues;

/// <summary>The issues of a project, with what happened in a range.</summary>
public sealed partial class IssuesPage
{
    private const int PageSize = 25;
    private static readonly TimeSpan Ever = TimeSpan.FromDays(400);

    private Task<ApiAnswer<IssueList>>? Answer { get; set; }

    // Whether there is any issue at all: asked for only when nothing matches.
    private Task<ApiAnswer<IssueList>>? First { get; set; }

    private bool IsInvalid => Answer is { IsCompletedSuccessfully: true, Result.Failure.Search: not null };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(whenAbsent: RelativeRange.Month);
        var answer = AskAsync((search, token) => Api.SearchIssuesAsync(search, IssueSort.Find(Address.Sort).Code, PageSize, Address.Cursor, token), IssueTab.Apply(Address));
        var first = answer.ThenAsync(list => list.Items.Count > 0
            ? answer
            : AskAsync((search, token) => Api.SearchIssuesAsync(search with { Range = new UtcRange(Now - Ever, Now) }, IssueSort.All[0].Code, 1, null, token), ""));
        await Patience.WaitAsync(answer, first);
        (Answer, First) = (answer, first);
    }
}
