using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>The ingest keys of a project.</summary>
public sealed partial class KeysPage
{
    [SupplyParameterFromForm(FormName = "new-key")]
    private NewKeyForm? Form { get; set; }

    /// <summary>Project id; null for the first.</summary>
    [SupplyParameterFromQuery(Name = "project")]
    public string? ProjectId { get; set; }

    /// <summary>Id of the key whose instructions are shown; null for the newest that works.</summary>
    [SupplyParameterFromQuery(Name = "key")]
    public string? KeyId { get; set; }

    /// <summary>What was done just now.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Site => new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority);

    [Inject]
    private IOptions<WebOptions> Options { get; set; } = null!;

    private ProjectItem? Project { get; set; }

    private IngestKeyList? Keys { get; set; }

    private ApiFailure? Failure { get; set; }

    private IngestKeyItem? Shown => Keys?.Items.FirstOrDefault(key => key.Id == KeyId && key.Status != "revoked") ?? Keys?.Items.FirstOrDefault(key => key.Status == "active");

    private string? DoneText => Done switch
    {
        "made" => "The key was made. It works at once.",
        "rotated" => "A new key takes the place of the old one. Put it into your application before the old one ends.",
        "revoked" => "The key was revoked. Within ten seconds nothing is accepted with it any more.",
        "failed" => "That was not done. The list shows how things are now; try again.",
        _ => null,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ApiAnswer<ProjectItem> project = await Projects.FindAsync(ProjectId);
        Project = project.Value;
        Failure = project.Failure;
        if (Project is not null)
        {
            ApiAnswer<IngestKeyList> keys = await Api.ListIngestKeysAsync(Project.Id, Context.RequestAborted);
            (Keys, Failure) = (keys.Value, keys.Failure);
        }
    }

    private async Task CreateAsync()
    {
        ApiAnswer<IngestKeyItem> made = await Api.CreateIngestKeyAsync(Project?.Id ?? "", Form?.Name ?? "", Context.RequestAborted);
        Failure = made.Failure;
        if (made.Value is { } key)
        {
            Navigation.NavigateTo($"/settings/keys?project={key.Project}&done=made&key={key.Id}");
        }
    }

    private string Href(string key) => $"/settings/keys?project={Project?.Id}&key={key}#send";

    private static string NameOf(IngestKeyItem key) => key.Name.Length > 0 ? key.Name : $"Key {key.Id}";

    /// <summary>What was typed.</summary>
    private sealed class NewKeyForm
    {
        public string? Name { get; set; }
    }
}
