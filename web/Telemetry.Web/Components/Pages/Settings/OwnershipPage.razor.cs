using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>The rules that say whose a project's new issues are, and a way to ask them.</summary>
public sealed partial class OwnershipPage
{
    [SupplyParameterFromForm(FormName = "ownership")]
    private RulesForm? Form { get; set; }

    private OwnershipRulesItem? Rules { get; set; }

    private OwnershipAnswer? Answer { get; set; }

    private string Text => Form?.Text ?? Rules?.Text ?? "";

    /// <inheritdoc />
    protected override string Conflict => "Nothing was saved: somebody else has changed the rules since you opened this page. Your text is still in the box; open the page in another window to see theirs. Saving again replaces it.";

    /// <inheritdoc />
    protected override async Task LoadAsync(string project)
    {
        ApiAnswer<OwnershipRulesItem> rules = await Api.GetOwnershipRulesAsync(project, Context.RequestAborted);
        (Rules, Failure) = (rules.Value, rules.Failure);
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
