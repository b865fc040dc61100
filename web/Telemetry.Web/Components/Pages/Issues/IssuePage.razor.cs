using Microsoft.AspNetCore.Components;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Issues;

namespace Telemetry.Web.Components.Pages.Issues;

/// <summary>One issue: what it is, which releases it hurts, one of its crashes whole, what is special about the machines.</summary>
public sealed partial class IssuePage
{
    /// <summary>From the address: its id or short id.</summary>
    [Parameter]
    public string IssueId { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IssueQuestions? Loaded { get; set; }

    /// <summary>Which crash, and which lines of the timeline.</summary>
    private IssueView View { get; set; } = new(null, null);

    private string Site => $"{Context.Request.Scheme}://{Context.Request.Host}";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress(IssueAddress.Path(IssueId), RelativeRange.Month);
        View = IssueView.Parse(Context.Request.Query);
        var loaded = IssueQuestions.Ask(Api, Projects, Address, Range, IssueId, View, Context.RequestAborted);
        await Patience.WaitAsync([loaded.Details, loaded.Crash], loaded.Beside);
        if (loaded.Details is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.NotFound } && !Context.Response.HasStarted)
        {
            Context.AnswerNotFound<IssueNotFoundPage>(Navigation);
            return;
        }

        Loaded = loaded;
    }
}
