using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>The API tokens, and the one place where the text of a new one is shown.</summary>
public sealed partial class TokensPage
{
    private static readonly IReadOnlyList<(string, string)> Scopes =
        [("read", "Read: look at everything"), ("write", "Write: also save views"), ("admin", "Administer: also keys, tokens and dead letters")];

    private static readonly IReadOnlyList<(string, string)> Days = [("30", "30 days"), ("90", "90 days"), ("180", "180 days"), ("366", "A year"), ("7", "7 days"), ("1", "A day")];

    [SupplyParameterFromForm(FormName = "new-token")]
    private NewTokenForm? Form { get; set; }

    /// <summary>What was done just now.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    private QueryApiClient Api { get; set; } = null!;

    [Inject]
    private ProjectDirectory Projects { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private ApiTokenList? Tokens { get; set; }

    private IReadOnlyList<ProjectItem> AllProjects { get; set; } = [];

    private CreatedApiToken? Made { get; set; }

    private ApiFailure? Failure { get; set; }

    private IReadOnlyList<(string, string)> ProjectChoices => [("", "All projects"), .. AllProjects.Select(project => (project.Id, project.Name))];

    private string? DoneText => Done switch
    {
        _ when Made is not null => null,
        "revoked" => "The token was revoked.",
        "failed" => "That was not done. The list shows how things are now; try again.",
        _ => null,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // The page may hold the text of a new token.
        Context.Response.Headers.CacheControl = "no-cache, no-store";
        AllProjects = (await Projects.ListAsync()).Value?.Items ?? [];
        await LoadAsync();
    }

    private async Task CreateAsync()
    {
        int days = int.TryParse(Form?.Days, NumberStyles.None, CultureInfo.InvariantCulture, out int chosen) ? chosen : 0;
        string? project = string.IsNullOrEmpty(Form?.Project) ? null : Form.Project;
        ApiAnswer<CreatedApiToken> made = await Api.CreateApiTokenAsync(new NewApiToken(Form?.Name, Form?.Scope, project, days), Context.RequestAborted);
        if (made.Value is null)
        {
            Failure = made.Failure;
            return;
        }

        Made = made.Value;
        Form = null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        ApiAnswer<ApiTokenList> tokens = await Api.ListApiTokensAsync(Context.RequestAborted);
        (Tokens, Failure) = (tokens.Value, tokens.Failure);
    }

    private string ProjectName(string? id) => id is null ? "All" : AllProjects.FirstOrDefault(project => project.Id == id)?.Name ?? id;

    private static string Word(string status) => status switch { "active" => "Active", "expired" => "Ended", _ => "Revoked" };

    /// <summary>What was typed.</summary>
    private sealed class NewTokenForm
    {
        public string? Name { get; set; }

        public string? Scope { get; set; }

        public string? Project { get; set; }

        public string? Days { get; set; }
    }
}
