using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Components.Pages.Settings;

/// <summary>Who is signed in, and their password.</summary>
public sealed partial class AccountPage
{
    [SupplyParameterFromForm(FormName = "password")]
    private ChangeForm? Form { get; set; }

    /// <summary>Set after a change.</summary>
    [SupplyParameterFromQuery(Name = "changed")]
    public string? Changed { get; set; }

    [Inject]
    private IAccountDesk Desk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private bool WasChanged => Changed is not null && Sentences.Count == 0;

    private IReadOnlyList<string> Sentences { get; set; } = [];

    private async Task ChangeAsync()
    {
        PasswordAnswer answer = await Desk.ChangePasswordAsync(Context.User.FindApiToken() ?? "", Form?.Present ?? "", Form?.Password ?? "", Context.RequestAborted);
        Sentences = answer.Problems;
        if (answer.Account is { } account)
        {
            await Context.SignInAsync(account);
            Navigation.NavigateTo("/settings/account?changed=1");
        }
    }

    /// <summary>What was typed.</summary>
    private sealed class ChangeForm
    {
        public string? Present { get; set; }

        public string? Password { get; set; }
    }
}
