using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Web.Security;
using Telemetry.Web.SignIn;

namespace Telemetry.Web.Components.Pages.SignIn;

/// <summary>Takes a one-time link, or says where to find one.</summary>
public sealed partial class LoginPage
{
    /// <summary>From the link.</summary>
    [SupplyParameterFromQuery(Name = "token")]
    public string? Token { get; set; }

    /// <summary>Where the visitor wanted to go.</summary>
    [SupplyParameterFromQuery(Name = "return")]
    public string? Return { get; set; }

    /// <summary>Set after signing out.</summary>
    [SupplyParameterFromQuery(Name = "out")]
    public string? SignedOut { get; set; }

    [Inject]
    private IOneTimeLogin Login { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private bool WasRefused { get; set; }

    private string Target => ReturnAddress.Checked(Return);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // The address holds a secret while the link is good.
        Context.Response.Headers.CacheControl = "no-store";
        if (string.IsNullOrEmpty(Token))
        {
            return;
        }

        if (await Login.RedeemAsync(Token, Context.RequestAborted) is not { } apiToken)
        {
            WasRefused = true;
            Context.SetPageStatus(StatusCodes.Status403Forbidden);
            return;
        }

        await Context.SignInWithTokenAsync(apiToken);
        Navigation.NavigateTo(Target);
    }
}
