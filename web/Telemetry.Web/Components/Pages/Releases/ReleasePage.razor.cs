using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Releases;

namespace Telemetry.Web.Components.Pages.Releases;

/// <summary>One release: what is new in it, what came back, what it fixed, what is still open.</summary>
public sealed partial class ReleasePage
{
    private const int IssuesAtOnce = 10;

    /// <summary>From the address; a slash may still be escaped.</summary>
    [Parameter]
    public string Version { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Task<ApiAnswer<ReleaseDetails>>? Answer { get; set; }

    private IReadOnlyList<ReleaseIssueGroup>? Groups { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // Of all escapes, the server leaves that of the slash alone.
        Version = Version.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        ReadAddress($"{ReleaseAddress.List}/{Uri.EscapeDataString(Version)}", RelativeRange.Month);
        var answer = AskAsync((search, token) => Api.GetReleaseAsync(search.Project, Version, token));
        IReadOnlyList<ReleaseIssueGroup> groups = [.. ReleaseIssueGroup.Of(Version).Select(group => group with { Answer = AskAsync(SearchAsync, group.Query) })];
        await Patience.WaitAsync([answer], [.. groups.Select(group => (Task)group.Answer)]);
        if (answer is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.NotFound } && !Context.Response.HasStarted)
        {
            Context.AnswerNotFound<ReleaseNotFoundPage>(Navigation);
            return;
        }

        (Answer, Groups) = (answer, groups);
    }

    private Task<ApiAnswer<IssueList>> SearchAsync(ApiSearch search, CancellationToken cancellationToken) => Api.SearchIssuesAsync(search, "events", IssuesAtOnce, null, cancellationToken);
}
