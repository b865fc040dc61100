using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Issues;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>The rules that say whose a project's new issues are, and a way to ask them.</summary>
public sealed partial class OwnershipPage
{
    [SupplyParameterFromForm(FormName = "ownership")]
    private RulesForm? Form { get; set; }

    /// <summary>Project id; null for the first.</summary>
    [SupplyParameterFromQuery(Name = "project")]
    public string? ProjectId { get; set; }

    /// <summary>What was done just now.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    private QueryApiClient Api { get; set; } = null!;

    [Inject]
    private ProjectDirectory Projects { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private ProjectItem? Project { get; set; }

    private OwnershipRulesItem? Rules { get; set; }

    private OwnershipAnswer? Answer { get; set; }

    /// <summary>Why the page cannot be shown.</summary>
    private ApiFailure? Failure { get; set; }

    /// <summary>Why nothing was done, beside lines that are no rules.</summary>
    private string? Refusal { get; set; }

    private IReadOnlyList<RuleProblemItem> Problems { get; set; } = [];

    private DateTimeOffset Now => Time.GetUtcNow();

    private string Text => Form?.Text ?? Rules?.Text ?? "";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ApiAnswer<ProjectItem> project = await Projects.FindAsync(ProjectId);
        (Project, Failure) = (project.Value, project.Failure);
        if (Project is not null)
        {
            ApiAnswer<OwnershipRulesItem> rules = await Api.GetOwnershipRulesAsync(Project.Id, Context.RequestAborted);
            (Rules, Failure) = (rules.Value, rules.Failure);
        }
    }

    private Task SubmitAsync() => Project is not { } project || Form is not { } form ? Task.CompletedTask
        : form.Act == "check" ? CheckAsync(project.Id, form) : SaveAsync(project.Id, form);

    private async Task CheckAsync(string project, RulesForm form)
    {
        var answer = await Api.CheckOwnershipRulesAsync(project, new OwnershipQuestion(Lines(form.Text), form.Path?.Trim(), form.Module?.Trim(), form.Url?.Trim(), form.Tag?.Trim()), Context.RequestAborted);
        Answer = answer.Value;
        Refuse(answer.Failure);
    }

    private async Task SaveAsync(string project, RulesForm form)
    {
        var answer = await Api.SetOwnershipRulesAsync(project, new NewOwnershipRules(Lines(form.Text), form.Version ?? ""), Context.RequestAborted);
        if (answer.Value is not null)
        {
            Navigation.NavigateTo($"/settings/ownership?project={Uri.EscapeDataString(project)}&done=saved");
            return;
        }

        Refuse(answer.Failure);
    }

    private void Refuse(ApiFailure? failure)
    {
        Problems = failure?.Lines ?? [];
        Refusal = failure switch
        {
            null or { Lines.Count: > 0 } => null,
            { Kind: ApiFailureKind.Conflict } => "Nothing was saved: somebody else has changed the rules since you opened this page. Your text is still in the box; open the page in another window to see theirs. Saving again replaces it.",
            _ => IssueDesk.Told(failure).Text,
        };
    }

    // Browsers send other line ends than were written.
    private static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n");

    /// <summary>What was typed.</summary>
    private sealed class RulesForm
    {
        public string? Text { get; set; }

        public string? Version { get; set; }

        public string? Module { get; set; }

        public string? Path { get; set; }

        public string? Url { get; set; }

        public string? Tag { get; set; }

        public string? Act { get; set; }
    }
}
