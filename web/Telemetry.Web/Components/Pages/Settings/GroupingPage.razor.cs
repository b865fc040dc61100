using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>The rules that change how a project's crashes are grouped: written, tried on recent crashes, saved, taken back.</summary>
public sealed partial class GroupingPage
{
    [SupplyParameterFromForm(FormName = "grouping")]
    private RulesForm? Form { get; set; }

    private GroupingRulesItem? Newest { get; set; }

    private IReadOnlyList<GroupingRulesItem> History { get; set; } = [];

    private GroupingPreview? Preview { get; set; }

    private GroupingRulesItem? Chosen => History.FirstOrDefault(item => item.Revision == ChosenRevision);

    // What an undo would bring back; before the first change there were no rules.
    private GroupingRulesItem? Previous => History.Count > 1 ? History[1] : History.Count == 1 ? new GroupingRulesItem(0, "", "", null, null, null) : null;

    private string Fingerprint => Form?.Fingerprint ?? (Chosen ?? Newest)?.Fingerprint ?? "";

    private string Stack => Form?.Stack ?? (Chosen ?? Newest)?.Stack ?? "";

    private bool IsInForce => Newest?.InForceFrom is { } from && UtcTime.TryParse(from) is { } time && time <= Now;

    private string? DoneText => Done switch
    {
        "same" => "The rules were like that already.",
        "restored" => "The earlier rules are back. They hold from ten seconds on.",
        "failed" => "That was not done: somebody else has changed the rules meanwhile, the change is too old, or this account may only read. This is how the rules are now.",
        _ when Chosen is { } chosen && chosen != Newest => $"These are the rules as they were after change {chosen.Revision}. Save puts them back.",
        _ => null,
    };

    /// <inheritdoc />
    protected override string Conflict => "Nothing was saved: somebody else has changed the rules since you opened this page. Your text is still in the boxes; the list of changes has theirs. Saving again replaces it.";

    /// <inheritdoc />
    protected override async Task LoadAsync(string project)
    {
        ApiAnswer<GroupingRulesHistory> history = await Api.ListGroupingRuleRevisionsAsync(project, Context.RequestAborted);
        (History, Failure) = (history.Value?.Items ?? [], history.Failure);
        Newest = history.Value is null ? null : History.Count > 0 ? History[0] : new GroupingRulesItem(0, "", "", null, null, null);
    }

    private Task SubmitAsync() => Project is not { } project || Form is not { } form ? Task.CompletedTask
        : form.Act == "save" ? SaveAsync(project.Id, form) : TryAsync(project.Id, form);

    private async Task TryAsync(string project, RulesForm form)
    {
        var answer = await Api.PreviewGroupingRulesAsync(project, new GroupingTrial(Lines(form.Fingerprint), Lines(form.Stack), null), Context.RequestAborted);
        Preview = answer.Value;
        Refuse(answer.Failure);
    }

    private async Task SaveAsync(string project, RulesForm form)
    {
        var answer = await Api.SetGroupingRulesAsync(project, new NewGroupingRules(Lines(form.Fingerprint), Lines(form.Stack), form.Revision), Context.RequestAborted);
        if (answer.Value is { } saved)
        {
            Navigation.NavigateTo($"/settings/grouping?project={Uri.EscapeDataString(project)}&done={(saved.Revision == form.Revision ? "same" : "saved")}");
            return;
        }

        Refuse(answer.Failure);
    }

    private IReadOnlyList<RuleProblemItem> ProblemsOf(string field) => [.. Problems.Where(problem => problem.Field == field)];

    /// <summary>What was typed.</summary>
    private sealed class RulesForm
    {
        public string? Fingerprint { get; set; }

        public string? Stack { get; set; }

        public int Revision { get; set; }

        public string? Act { get; set; }
    }
}
