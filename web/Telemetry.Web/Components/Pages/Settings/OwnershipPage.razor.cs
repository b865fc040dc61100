using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>The rules that say whose a project's new issues are, and a way to ask them.</summary>
public sealed partial class OwnershipPage
{
    [SupplyParameterFromForm(FormName = "ownership")]
    private RulesForm? Form { get; set; }

    private OwnershipRulesItem? Newest { get; set; }

    private IReadOnlyList<OwnershipRulesItem> History { get; set; } = [];

    private OwnershipAnswer? Answer { get; set; }

    private OwnershipRulesItem? Chosen => History.FirstOrDefault(item => item.Revision == ChosenRevision);

    // What an undo would bring back; before the first change there were no rules.
    private OwnershipRulesItem? Previous => History.Count > 1 ? History[1] : History.Count == 1 ? None : null;

    private static OwnershipRulesItem None { get; } = new(0, "", null, null);

    private string Text => Form?.Text ?? (Chosen ?? Newest)?.Text ?? "";

    private string? DoneText => Done switch
    {
        "same" => "The rules were like that already.",
        "restored" => "The earlier rules are back. They hold for new issues from now on.",
        "failed" => "That was not done: somebody else has changed the rules meanwhile, the change is too old, or this account may only read. This is how the rules are now.",
        _ when Chosen is { } chosen && chosen != Newest => $"These are the rules as they were after change {chosen.Revision}. Save puts them back.",
        _ => null,
    };

    /// <inheritdoc />
    protected override string Conflict => "Nothing was saved: somebody else has changed the rules since you opened this page. Your text is still in the box; the list of changes has theirs. Saving again replaces it.";

    /// <inheritdoc />
    protected override async Task LoadAsync(string project)
    {
        ApiAnswer<OwnershipRulesHistory> history = await Api.ListOwnershipRuleRevisionsAsync(project, Context.RequestAborted);
        (History, Failure) = (history.Value?.Items ?? [], history.Failure);
        Newest = history.Value is null ? null : History.Count > 0 ? History[0] : None;
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
        var answer = await Api.SetOwnershipRulesAsync(project, new NewOwnershipRules(Lines(form.Text), form.Revision), Context.RequestAborted);
        if (answer.Value is { } saved)
        {
            Navigation.NavigateTo($"/settings/ownership?project={Uri.EscapeDataString(project)}&done={(saved.Revision == form.Revision ? "same" : "saved")}");
            return;
        }

        Refuse(answer.Failure);
    }

    /// <summary>What was typed.</summary>
    private sealed class RulesForm
    {
        public string? Text { get; set; }

        public int Revision { get; set; }

        public string? Module { get; set; }

        public string? Path { get; set; }

        public string? Url { get; set; }

        public string? Tag { get; set; }

        public string? Act { get; set; }
    }
}
