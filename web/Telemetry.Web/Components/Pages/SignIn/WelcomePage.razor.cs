using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Components.Pages.SignIn;

/// <summary>Asks whoever came in by the server's link for a password.</summary>
public sealed partial class WelcomePage
{
    internal const string Address = "/welcome";

    [SupplyParameterFromForm(FormName = "welcome")]
    private AccountForm? Form { get; set; }

    [Inject]
    private IAccountDesk Desk { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private bool HasAccounts { get; set; }

    private IReadOnlyList<string> Sentences { get; set; } = [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => HasAccounts = await Desk.HasAccountsAsync(Context.RequestAborted);

    private async Task SetAsync()
    {
        PasswordAnswer answer = await Desk.SetPasswordAsync(
            Context.User.FindApiToken() ?? "", Form?.Email ?? "", Form?.Name ?? "", Form?.Password ?? "", Context.RequestAborted);
        Sentences = answer.Problems;
        if (answer.Account is { } account)
        {
            await Context.SignInAsync(account);
            Navigation.NavigateTo(ReturnAddress.Default);
        }
    }

    /// <summary>What was typed.</summary>
    private sealed class AccountForm
    {
        public string? Email { get; set; }

        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
