using System.Globalization;
using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;
using Telemetry.Web.Issues;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>A page of rules of a project, one a line, that are typed, tried and saved.</summary>
public abstract class RulesPage : DataPage
{
    /// <summary>Project id; null for the first.</summary>
    [SupplyParameterFromQuery(Name = "project")]
    public string? ProjectId { get; set; }

    /// <summary>What was done just now.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    /// <summary>Number of an earlier change whose text is put into the boxes.</summary>
    [SupplyParameterFromQuery(Name = "revision")]
    public string? Revision { get; set; }

    /// <summary>The way to another page.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The project of the address; null when it cannot be read.</summary>
    protected ProjectItem? Project { get; private set; }

    /// <summary>Why the page cannot be shown.</summary>
    private protected ApiFailure? Failure { get; set; }

    /// <summary>Why nothing was done, beside lines that are no rules.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>Lines that are no rules.</summary>
    protected IReadOnlyList<RuleProblemItem> Problems { get; private set; } = [];

    /// <summary>That number; null when it is none.</summary>
    protected int? ChosenRevision => int.TryParse(Revision, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The moment.</summary>
    protected DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>What is said when somebody else was faster.</summary>
    protected abstract string Conflict { get; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var project = await Projects.FindAsync(ProjectId);
        (Project, Failure) = (project.Value, project.Failure);
        if (Project is not null)
        {
            await LoadAsync(Project.Id);
        }
    }

    /// <summary>Reads the rules as they are.</summary>
    protected abstract Task LoadAsync(string project);

    /// <summary>Keeps why the API did not do it; null: it did.</summary>
    private protected void Refuse(ApiFailure? failure)
    {
        Problems = failure?.Lines ?? [];
        Refusal = failure switch
        {
            null or { Lines.Count: > 0 } => null,
            { Kind: ApiFailureKind.Conflict } => Conflict,
            _ => IssueDesk.Told(failure).Text,
        };
    }

    /// <summary>The text with the line ends it was written with: browsers send others, and the same text would be a change.</summary>
    protected static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n");
}
